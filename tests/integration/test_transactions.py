"""One piece of work, one transaction: run again when it must be, never when it might have been."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from bus import a_bus, as_rini
from counter import SERVICE
from pymongo import IndexModel, InsertOne, MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, OperationFailure
from shop import Count, Tally, Unit, a_service, a_tally, add_new, count

from chassis.auth import Role
from chassis.log.embedded import EmbeddedLog
from chassis.refusals import NotFound, StaleVersion
from chassis.service import Runtime
from chassis.store import Client, CollectionPlan, Document, connect, ensure
from chassis.testing.backends import Backend
from chassis.testing.rig import Rig
from chassis.testing.stores import store as a_store
from chassis.testing.tcp_proxy import Proxy
from chassis.transaction import Unavailable, in_session, in_transaction, within


@pytest.fixture
def north(store_client: Client) -> Runtime[Unit]:
    return a_service("north", store_client, f"unit-{uuid4().hex[:8]}")


def kept(north: Runtime[Unit], tally: Any) -> Tally:
    def ask(unit: Unit, wanted: Any) -> Tally:
        return unit.tallies.get(wanted)

    return north.read(ask, tally, **as_rini())


def test_a_command_that_only_adds_is_committed(north: Runtime[Unit]) -> None:
    tally = a_tally()
    north.transact(add_new, Count(tally_id=tally), **as_rini())
    assert kept(north, tally).version == 1


def test_what_was_written_at_once_in_a_unit_is_kept_with_what_its_flush_writes(
    north: Runtime[Unit],
) -> None:
    """The flush begins no transaction anew that has sent a command already."""
    tally = a_tally()

    def add(unit: Unit, order: Count) -> Tally:
        unit.around.database["notes"].insert_one({"_id": order.tally_id}, session=unit.session)
        return add_new(unit, order)

    with in_session(north.around.client.start_session(causal_consistency=False)):
        north.transact(add, Count(tally_id=tally), **as_rini())
    assert north.around.database["notes"].count_documents({"_id": tally}) == 1
    assert kept(north, tally).version == 1


def test_a_conflict_runs_the_command_again_from_fresh_reads(north: Runtime[Unit]) -> None:
    tally = a_tally()
    north.transact(count, Count(tally_id=tally), **as_rini())
    runs: list[int] = []

    def slowly(unit: Unit, order: Count) -> Tally:
        found = unit.tallies.get(order.tally_id)
        runs.append(found.count)
        if len(runs) == 1:
            north.transact(count, order, **as_rini())
        return unit.tallies.save(replace(found, count=found.count + 10))

    north.transact(slowly, Count(tally_id=tally), **as_rini())
    assert runs == [1, 2]
    assert kept(north, tally).count == 12


def test_many_writers_of_one_aggregate_all_count(north: Runtime[Unit]) -> None:
    tally = a_tally()
    north.transact(count, Count(tally_id=tally), **as_rini())
    writers = [
        threading.Thread(
            target=lambda: north.transact(count, Count(tally_id=tally, times=2), **as_rini())
        )
        for _ in range(8)
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    found = kept(north, tally)
    assert (found.count, found.version) == (17, 9)


def test_two_that_add_the_same_at_once_are_one(north: Runtime[Unit]) -> None:
    """The second sees, when it runs again, what the first has added."""
    tally, runs = a_tally(), []

    def add(unit: Unit, order: Count) -> Tally:
        runs.append(unit.tallies.get_or_none(order.tally_id))
        if len(runs) == 1:
            north.transact(count, order, **as_rini())
        return count(unit, order)

    north.transact(add, Count(tally_id=tally), **as_rini())
    assert runs[0] is None
    assert kept(north, tally).count == 2


def test_a_refusal_leaves_nothing_behind(north: Runtime[Unit]) -> None:
    tally = a_tally()

    def refuse(unit: Unit, order: Count) -> Tally:
        add_new(unit, order)
        unit.flush()
        raise NotFound(thing="everything")

    with pytest.raises(NotFound):
        north.transact(refuse, Count(tally_id=tally), **as_rini())
    with pytest.raises(NotFound):
        kept(north, tally)


def test_a_version_that_is_not_the_present_one_is_stale(north: Runtime[Unit]) -> None:
    tally = a_tally()
    north.transact(count, Count(tally_id=tally), **as_rini())

    def as_seen(unit: Unit, version: int) -> Tally:
        return unit.tallies.get(tally, version=version)

    assert north.transact(as_seen, 1, **as_rini()).result.count == 1
    with pytest.raises(StaleVersion) as stale:
        north.transact(as_seen, 7, **as_rini())
    assert stale.value.facts["current"] == 1


def test_queries_see_what_the_same_unit_has_saved(north: Runtime[Unit]) -> None:
    def look(unit: Unit, order: Count) -> list[int]:
        add_new(unit, order)
        tally = unit.tallies.get(order.tally_id)
        unit.tallies.save(replace(tally, count=41))
        return [each.count for each in unit.tallies.counted_at_least(40)]

    outcome = north.transact(look, Count(tally_id=a_tally()), **as_rini())
    assert outcome.result == [41]


def test_a_duplicate_that_stands_is_told_after_five_tries(
    store_client: Client, database: Database[Document]
) -> None:
    unique = IndexModel([("nik", 1)], unique=True)
    ensure(database, [CollectionPlan("people", [unique])])
    database.people.insert_one({"_id": 1, "nik": "x"})
    tries: list[int] = []

    def insert(session: ClientSession) -> None:
        tries.append(1)
        database.people.find_one({"_id": 1}, session=session)
        again = InsertOne({"_id": 2, "nik": "x"}, namespace=f"{database.name}.people")
        store_client.bulk_write([again], session=session)

    with pytest.raises(DuplicateKeyError):
        in_transaction(store_client, insert)
    assert len(tries) == 5


def test_a_mistake_in_a_query_is_told_at_once(
    store_client: Client, database: Database[Document]
) -> None:
    tries: list[int] = []

    def ask(session: ClientSession) -> None:
        tries.append(1)
        database.people.find_one({"$nonsense": 1}, session=session)

    with pytest.raises(OperationFailure):
        in_transaction(store_client, ask)
    assert len(tries) == 1


# With a store of their own, and the wire to it in hand


@pytest.fixture(scope="module")
def own_store() -> Iterator[Backend]:
    with a_store() as running:
        yield running


@pytest.fixture(scope="module")
def power_cut(own_store: Backend) -> Iterator[Callable[[], None]]:
    """The store ends as by a power cut, and is there again: by a thread that stays, since the
    store lives no longer than the one that started it."""

    def cut() -> None:
        own_store.kill()
        own_store.restart()

    with ThreadPoolExecutor(1) as hands:
        yield lambda: hands.submit(cut).result()
        own_store.stop()


@pytest.fixture
def wire(own_store: Backend) -> Iterator[Proxy]:
    address = urlsplit(own_store.url)
    proxy = Proxy(address.hostname or "127.0.0.1", address.port or 27017)
    yield proxy
    proxy.close()


@pytest.fixture
def client(own_store: Backend, wire: Proxy) -> Iterator[Client]:
    with connect(wire.through(own_store.url)) as client:
        yield client


def test_a_commit_whose_answer_was_lost_is_asked_again_and_counts_once(
    client: Client, wire: Proxy
) -> None:
    north, tally = a_service("north", client, f"unit-{uuid4().hex[:8]}"), a_tally()
    wire.when_answered(b"commitTransaction", lambda: None)
    north.transact(count, Count(tally_id=tally), **as_rini())
    assert kept(north, tally).count == 1


def test_a_commit_that_the_store_forgot_is_not_run_a_second_time(
    client: Client, wire: Proxy, power_cut: Callable[[], None]
) -> None:
    """It was done, its answer lost, and the store started again: who may say that it was not?"""
    north, tally = a_service("north", client, f"unit-{uuid4().hex[:8]}"), a_tally()
    north.transact(count, Count(tally_id=tally), **as_rini())

    wire.when_answered(b"commitTransaction", power_cut)
    with pytest.raises(Unavailable):
        north.transact(count, Count(tally_id=tally), **as_rini())
    assert kept(north, tally).count == 2


def test_with_a_key_the_caller_may_ask_again_after_that(
    client: Client, wire: Proxy, power_cut: Callable[[], None]
) -> None:
    north, tally = a_service("north", client, f"unit-{uuid4().hex[:8]}"), a_tally()

    wire.when_answered(b"commitTransaction", power_cut)
    with pytest.raises(Unavailable):
        north.transact(count, Count(tally_id=tally), key="k1", **as_rini())
    again = north.transact(count, Count(tally_id=tally), key="k1", **as_rini())
    assert again.result.count == kept(north, tally).count == 1
    assert len(again.event_ids) == 1


def test_a_follower_applies_once_what_a_forgotten_commit_applied(
    client: Client, wire: Proxy, power_cut: Callable[[], None]
) -> None:
    log = EmbeddedLog(client[f"log-{uuid4().hex[:8]}"])
    with a_bus(client, log, origin=1) as bus:
        siti = a_tally()
        bus.count(siti, 3)
        bus.publish("north")
        follower = bus.follower()
        wire.when_answered(b"commitTransaction", power_cut)
        with pytest.raises(Unavailable):
            bus.follow(follower)
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)
        assert bus.states() == []


def test_a_follower_applies_after_all_what_was_never_committed(
    client: Client, wire: Proxy, power_cut: Callable[[], None]
) -> None:
    """The cursor moves with the effects, or not at all."""
    log = EmbeddedLog(client[f"log-{uuid4().hex[:8]}"])
    with a_bus(client, log, origin=1) as bus:
        siti = a_tally()
        bus.count(siti, 3)
        bus.publish("north")
        follower = bus.follower()
        wire.when_asked(b"commitTransaction", power_cut)
        with pytest.raises(Unavailable):
            bus.follow(follower)
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)
        assert bus.reconciles()


def test_a_relay_numbers_after_all_what_was_never_committed(
    client: Client, wire: Proxy, power_cut: Callable[[], None]
) -> None:
    log = EmbeddedLog(client[f"log-{uuid4().hex[:8]}"])
    with a_bus(client, log, origin=1) as bus:
        bus.count(a_tally(), 2)
        relay = bus.relay()
        wire.when_asked(b"commitTransaction", power_cut)
        with pytest.raises(Unavailable):
            relay.step()
        while relay.step():
            pass
        assert [each.position for each in bus.published()] == [1, 2]


def test_a_relay_publishes_what_a_forgotten_commit_numbered(
    client: Client, wire: Proxy, power_cut: Callable[[], None]
) -> None:
    log = EmbeddedLog(client[f"log-{uuid4().hex[:8]}"])
    with a_bus(client, log, origin=1) as bus:
        bus.count(a_tally(), 2)
        relay = bus.relay()
        wire.when_answered(b"commitTransaction", power_cut)
        with pytest.raises(Unavailable):
            relay.step()
        bus.count(a_tally())
        bus.publish("north")
        assert [each.position for each in bus.published()] == [1, 2, 3]


def test_a_store_that_ends_under_a_handler_holds_nothing(
    client: Client, power_cut: Callable[[], None]
) -> None:
    log = EmbeddedLog(client[f"log-{uuid4().hex[:8]}"])
    with a_bus(client, log, origin=1) as bus:
        siti = a_tally()
        bus.count(siti)
        bus.publish("north")
        follower, runs = bus.follower(), []
        add_up = bus.south.service.handlers["north.counted"]

        def interrupted(unit: Unit, event: Any) -> None:
            runs.append(1)
            if len(runs) == 1:
                power_cut()
            add_up.function(unit, event)

        handlers = {"north.counted": replace(add_up, function=interrupted)}
        bus.south.service = replace(bus.south.service, handlers=handlers)
        bus.follow(follower)
        assert len(runs) == 2
        assert bus.seen(siti) == (1,)
        assert bus.states() == []


@pytest.mark.parametrize("fail", [Proxy.freeze, Proxy.close], ids=["hangs", "is away"])
def test_a_change_that_was_asked_by_http_is_answered_soon_while_the_store(
    client: Client, wire: Proxy, fail: Callable[[Proxy], None]
) -> None:
    rig = Rig(SERVICE, client, f"away-{uuid4().hex[:8]}")
    officer = rig.caller(Role.OFFICER)
    assert officer.post("/v1/tallies", {"id": str(a_tally())}).status_code == 201
    fail(wire)
    began = time.monotonic()
    answer = officer.post("/v1/tallies", {"id": str(a_tally())})
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert time.monotonic() - began < 8


def test_a_store_that_is_away_is_told_within_the_patience() -> None:
    nobody: Client = MongoClient("mongodb://127.0.0.1:1", serverSelectionTimeoutMS=100)

    def ask(session: ClientSession) -> None:
        nobody["any"].c.find_one({}, session=session)

    with nobody, within(0.3), pytest.raises(Unavailable):
        in_transaction(nobody, ask)
