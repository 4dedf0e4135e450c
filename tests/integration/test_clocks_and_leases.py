"""Two clocks, and leases that follow only the system's."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pymongo import timeout
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import leases
from chassis.clock import MovableClock, SystemClock, day_of
from chassis.leases import SECONDS, LeaseLost, Leases
from chassis.store import Client, Document
from chassis.transaction import in_session, in_transaction

JUNE = datetime(2021, 6, 1, 1, tzinfo=UTC)


def test_a_movable_clock_stands_still_and_moves_only_forward(database: Database[Document]) -> None:
    clock = MovableClock(database["clock"])
    assert not clock.is_set()
    clock.move(JUNE)
    assert clock.is_set()
    assert clock.now() == clock.now() == JUNE
    clock.move(JUNE)
    clock.move(JUNE + timedelta(days=30))
    with pytest.raises(ValueError, match="only moves forward"):
        clock.move(JUNE)
    assert clock.now() == JUNE + timedelta(days=30)


def test_every_process_reads_the_same_clock(database: Database[Document]) -> None:
    MovableClock(database["clock"]).move(JUNE)
    assert MovableClock(database["clock"]).now() == JUNE


def test_until_it_is_set_it_tells_the_systems_time(database: Database[Document]) -> None:
    assert abs(MovableClock(database["clock"]).now() - datetime.now(UTC)) < timedelta(seconds=30)


def test_who_asked_for_it_is_told_of_every_move(database: Database[Document]) -> None:
    clock, told = MovableClock(database["clock"]), []
    clock.when_moved(lambda: told.append(clock.now()))
    clock.move(JUNE)
    with pytest.raises(ValueError):
        clock.move(JUNE - timedelta(days=1))
    assert told == [JUNE]


def test_the_systems_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_day_is_the_offices_own() -> None:
    late = datetime(2021, 5, 31, 17, 30, tzinfo=UTC)
    assert day_of(late, ZoneInfo("Asia/Jakarta")).isoformat() == "2021-06-01"
    assert day_of(late, ZoneInfo("Asia/Jayapura")).isoformat() == "2021-06-01"
    assert day_of(late - timedelta(hours=1), ZoneInfo("Asia/Jakarta")).isoformat() == "2021-05-31"


# Leases


def test_one_holds_a_lease_and_others_stand_by(database: Database[Document]) -> None:
    first, second = Leases(database, "one"), Leases(database, "two")
    lease = first.take("relay")
    assert lease is not None
    assert second.take("relay") is None
    assert second.take("follower") is not None
    first.give_back(lease)
    taken = second.take("relay")
    assert taken is not None
    assert taken.fence > lease.fence


def test_a_lease_that_ran_out_is_anothers_and_its_holder_is_told(
    database: Database[Document],
) -> None:
    first, second = Leases(database, "one"), Leases(database, "two")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        lease = first.take("relay")
        assert lease is not None
        clock.shift(SECONDS - 1)
        assert second.take("relay") is None
        clock.shift(2)
        assert second.take("relay") is not None
        with pytest.raises(LeaseLost):
            first.keep(replace(lease, renew_by=0.0))


def test_a_lease_that_is_kept_stays(database: Database[Document]) -> None:
    first, second = Leases(database, "one"), Leases(database, "two")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        lease = first.take("relay")
        assert lease is not None
        for _ in range(5):
            clock.shift(SECONDS / 2)
            lease = first.keep(replace(lease, renew_by=0.0))
            assert second.take("relay") is None


def test_a_moved_domain_clock_ends_no_lease(database: Database[Document]) -> None:
    lease = Leases(database, "one").take("relay")
    MovableClock(database["clock"]).move(datetime(2099, 1, 1, tzinfo=UTC))
    assert lease is not None
    assert Leases(database, "two").take("relay") is None


def test_a_fence_only_grows(database: Database[Document]) -> None:
    fences = []
    for n in range(5):
        leases = Leases(database, f"worker-{n}")
        lease = leases.take("relay")
        assert lease is not None
        fences.append(lease.fence)
        leases.give_back(lease)
    assert fences == sorted(set(fences))


def test_who_takes_over_ends_what_the_one_before_has_left_open(
    database: Database[Document],
) -> None:
    """Killed in the middle of a transaction, it can neither commit nor give its locks back."""
    first, second = Leases(database, "one"), Leases(database, "two")
    database["cursor"].insert_one({"_id": "follower", "offset": 1})

    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        lease = first.take("follower")
        assert lease is not None
        lease.session.start_transaction()
        database["cursor"].update_one({}, {"$set": {"offset": 2}}, session=lease.session)
        clock.shift(SECONDS + 1)
        assert second.take("follower") is not None
    with timeout(5):
        database["cursor"].update_one({"offset": 1}, {"$set": {"offset": 3}})
    assert database["cursor"].find_one({}) == {"_id": "follower", "offset": 3}
    with pytest.raises(PyMongoError):
        lease.session.commit_transaction()


def test_what_a_worker_does_under_a_lease_is_all_of_its_session(
    store_client: Client, database: Database[Document]
) -> None:
    lease = Leases(database).take("relay")
    assert lease is not None
    with in_session(lease.session):
        used = in_transaction(store_client, lambda session: session)
    assert used is lease.session
    assert in_transaction(store_client, lambda session: session) is not lease.session


def test_work_that_is_long_by_nature_keeps_its_lease_meanwhile(
    database: Database[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the work itself says that it goes on: it may be one long job."""
    monkeypatch.setattr(leases, "SECONDS", 0.3)
    first, second = Leases(database, "one"), Leases(database, "two")
    lease = first.take("jobs")
    assert lease is not None
    with first.kept(lease) as keep:
        began = time.monotonic()
        while time.monotonic() < began + 1.0:
            assert second.take("jobs") is None
        keep()
    taken = None
    while taken is None:
        taken = second.take("jobs")
    with pytest.raises(LeaseLost):
        first.keep(replace(lease, renew_by=0.0))
