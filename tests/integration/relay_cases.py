"""What the relay promises, whatever the log: published if and only if committed, in order."""

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from bus import Breaking, Bus, another_epoch, as_rini, positions
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from pymongo.client_session import ClientSession
from shop import Count, Counted, Tally, Unit, a_tally

from chassis.envelope import decode
from chassis.leases import LeaseLost
from chassis.log import Log, Message, NotConfirmed, Reader
from chassis.outbox import feed, forget, head_of
from chassis.relay import Relay
from chassis.store import Document
from chassis.unit import OUTBOX


class Refusal(Exception):
    """The command changed its mind after it had published."""


def count_and_refuse(unit: Unit, order: Count) -> Tally:
    tally = unit.tallies.add(Tally(id=order.tally_id, office_id=unit.office_id))
    unit.publish(Counted(tally_id=tally.id, count=1))
    unit.flush()
    raise Refusal


class RelayCases:
    """Derive from it with a fixture `bus`."""

    def test_what_was_committed_is_published(self, bus: Bus) -> None:
        tally = a_tally()
        bus.count(tally, 2)
        bus.publish()
        told = [decode(each.body) for each in bus.published()]
        assert [each.data for each in told] == [
            {"tally_id": str(tally), "count": 1},
            {"tally_id": str(tally), "count": 2},
        ]
        assert [int(each.sequence) for each in told] == [1, 2]

    def test_what_was_not_committed_is_not_published(self, bus: Bus) -> None:
        with pytest.raises(Refusal):
            bus.north.transact(count_and_refuse, Count(tally_id=a_tally()), **as_rini())
        bus.publish()
        assert bus.published() == []

    def test_positions_count_without_a_gap_over_many_transactions(self, bus: Bus) -> None:
        tallies = [a_tally() for _ in range(5)]
        for n in range(3):
            for tally in tallies:
                bus.count(tally, n + 1)
            bus.publish("north")
        assert positions(bus.published()) == list(range(1, 31))

    def test_ended_before_publishing_the_same_batch_is_published_after_all(self, bus: Bus) -> None:
        bus.count(a_tally(), 3)
        with pytest.raises(NotConfirmed):
            bus.relay(log=Breaking(bus.log, after=False)).step()
        assert bus.published() == []
        bus.count(a_tally())
        bus.publish()
        assert positions(bus.published()) == [1, 2, 3, 4]

    def test_ended_before_settling_the_same_batch_is_published_again(self, bus: Bus) -> None:
        bus.count(a_tally(), 3)
        with pytest.raises(NotConfirmed):
            bus.relay(log=Breaking(bus.log, after=True)).step()
        bus.count(a_tally())
        bus.publish()
        found = [replace(each, offset=None) for each in bus.published()]
        assert positions(found) == [1, 2, 3, 1, 2, 3, 4]
        assert found[:3] == found[3:6]

    def test_the_same_relay_tries_the_same_batch_again(self, bus: Bus) -> None:
        breaking = Breaking(bus.log, after=True)
        relay = bus.relay(log=breaking)
        bus.count(a_tally(), 2)
        for _ in range(2):
            with pytest.raises(NotConfirmed):
                relay.step()
        bus.count(a_tally())
        with pytest.raises(NotConfirmed):
            relay.step()
        assert positions(bus.published()) == [1, 2, 1, 2, 1, 2]

    def test_of_two_relays_the_earlier_numbers_nothing_more(self, bus: Bus) -> None:
        earlier = bus.relay()
        bus.count(a_tally())
        later = bus.relay()
        with pytest.raises(LeaseLost):
            earlier.step()
        assert later.step() == 1
        assert positions(bus.published()) == [1]

    def test_a_relay_that_comes_back_can_only_repeat(self, bus: Bus) -> None:
        """It stood still between numbering and publishing while another took over."""

        def meanwhile() -> None:
            later = bus.relay()
            assert later.step() == 2
            bus.count(a_tally())
            assert later.step() == 1
            assert later.step() == 0

        bus.count(a_tally(), 2)
        stood_still = bus.relay(log=StandingStill(bus.log, meanwhile))
        stood_still.step()
        assert positions(bus.published()) == [1, 2, 3, 1, 2]
        with pytest.raises(LeaseLost):
            stood_still.step()
        bus.count(a_tally())
        with pytest.raises(LeaseLost):
            stood_still.step()
        assert head_of(bus.database("north")).settled == 3

    def test_what_was_published_is_settled_with_the_next_batch_or_when_nothing_waits(
        self, bus: Bus
    ) -> None:
        relay, database = bus.relay(), bus.database("north")
        bus.count(a_tally(), 2)
        relay.step()
        assert head_of(database).settled == 0
        bus.count(a_tally())
        relay.step()
        assert head_of(database).settled == 2
        relay.step()
        assert head_of(database).settled == 3

    def test_what_is_settled_is_forgotten_after_thirty_days_and_nothing_else(
        self, bus: Bus
    ) -> None:
        database = bus.database("north")
        for _ in range(2):
            bus.count(a_tally())
            bus.publish()
        bus.count(a_tally())
        with pytest.raises(NotConfirmed):
            bus.relay(log=Breaking(bus.log, after=False)).step()
        soon, later = datetime.now(UTC) + timedelta(29), datetime.now(UTC) + timedelta(31)
        assert forget(database, soon) == 0
        assert forget(database, later) == 2
        bus.publish()
        assert positions(bus.published()) == [1, 2, 3]

    def test_many_small_transactions_are_batched_in_order(self, bus: Bus) -> None:
        tallies = [a_tally() for _ in range(20)]
        for _ in range(3):
            for tally in tallies:
                bus.count(tally)
        relay, steps = bus.relay(), []
        while done := relay.step():
            steps.append(done)
        assert steps == [60]
        assert _in_order(bus) == {tally: [1, 2, 3] for tally in tallies}

    def test_a_batch_is_bounded_and_pulls_no_event_ahead_of_its_aggregates_earlier(
        self, bus: Bus
    ) -> None:
        tally, other = a_tally(), a_tally()
        bus.count(tally, 900)
        bus.count(other, 400)
        bus.count(tally, 300)
        relay, steps = bus.relay(), []
        while done := relay.step():
            steps.append(done)
        assert max(steps) <= 1_000
        assert sum(steps) == 1_600
        assert _in_order(bus)[tally] == list(range(1, 1_201))

    def test_writers_at_once_are_published_in_the_order_of_each_aggregate(self, bus: Bus) -> None:
        """Two writers of the same aggregates and two of others, while the relay works."""
        shared, own = [a_tally() for _ in range(3)], [a_tally() for _ in range(2)]

        def write(tallies: list[UUID]) -> None:
            for n in range(9):
                bus.count(tallies[n % len(tallies)])

        writers = [threading.Thread(target=write, args=[shared]) for _ in range(2)]
        writers += [threading.Thread(target=write, args=[[each]]) for each in own]
        for each in writers:
            each.start()
        relay = bus.relay()
        while any(each.is_alive() for each in writers):
            relay.step()
        while relay.step():
            pass
        assert positions(bus.published()) == list(range(1, 37))
        assert _in_order(bus) == {
            **{tally: list(range(1, 7)) for tally in shared},
            **{tally: list(range(1, 10)) for tally in own},
        }

    def test_an_entry_that_commits_late_under_an_earlier_id_is_not_lost(self, bus: Bus) -> None:
        """Ids are not the order of commits: the relay took later ones away meanwhile."""
        late, early = a_tally(), a_tally()

        def slowly(unit: Unit, order: Count) -> Tally:
            tally = unit.tallies.add(Tally(id=order.tally_id, office_id=unit.office_id))
            tally = unit.tallies.save(replace(tally, count=1))
            unit.publish(Counted(tally_id=tally.id, count=1))
            unit.flush()  # its entry has its id now, and commits below
            if not bus.published():
                bus.count(early)
                bus.publish("north")
            return tally

        bus.north.transact(slowly, Count(tally_id=late), **as_rini())
        bus.publish("north")
        subjects = [decode(each.body).subject for each in bus.published()]
        assert subjects == [str(early), str(late)]

    def test_an_entry_that_commits_while_the_relay_numbers_is_left_pending(self, bus: Bus) -> None:
        bus.count(a_tally())
        Interrupted("north", bus.client, bus.database("north"), bus.log, 1).step()
        assert positions(bus.published()) == [1]
        bus.publish("north")  # another relay: it repeats what is not settled yet
        assert positions(bus.published()) == [1, 1, 2]

    def test_an_entry_sorts_after_one_of_a_machine_whose_clock_runs_ahead(self, bus: Bus) -> None:
        tally, database = a_tally(), bus.database("north")
        bus.count(tally)
        (entry,) = database[OUTBOX].find({})
        ahead = UUID(int=entry["_id"].int + (3_600_000 << 80))  # an hour of a UUIDv7
        database[OUTBOX].delete_one({"_id": entry["_id"]})
        database[OUTBOX].insert_one({**entry, "_id": ahead})
        database["tallies"].update_one({"_id": tally}, {"$set": {"log.outbox": ahead}})
        bus.count(tally)
        bus.count(a_tally())
        bus.publish("north")
        assert _in_order(bus)[tally] == [1, 2]

    def test_every_event_is_a_cloudevent_with_its_place(self, bus: Bus) -> None:
        bus.count(a_tally())
        bus.publish()
        (message,) = bus.published()
        event = JSONFormat().read(CloudEvent, message.body)  # raises on what is none
        assert event.get_extension("position") == 1
        assert event.get_extension("positionepoch") == 1
        assert message.type == event.get_type() == "pamong.north.counted.v1"

    def test_the_feed_has_what_is_numbered_and_the_head_what_is_settled(self, bus: Bus) -> None:
        database = bus.database("north")
        bus.count(a_tally(), 2)
        bus.publish()
        bus.count(a_tally())
        with pytest.raises(NotConfirmed):
            bus.relay(log=Breaking(bus.log, after=False)).step()
        head = head_of(database)
        assert (head.position, head.settled) == (3, 2)
        assert [each.position for each in feed(database, 1, 10)] == [2, 3]
        assert [each.position for each in feed(database, 0, 2)] == [1, 2]

    def test_a_raised_epoch_counts_on_from_where_the_backup_stood(self, bus: Bus) -> None:
        bus.count(a_tally(), 2)
        bus.publish()
        epoch = another_epoch(bus.database("north"))
        assert epoch > 1
        bus.count(a_tally())
        bus.publish()
        assert [(each.epoch, each.position) for each in bus.published()] == [
            (1, 1),
            (1, 2),
            (epoch, 3),
        ]
        assert head_of(bus.database("north")).starts == [[1, 0], [epoch, 2]]

    def test_an_empty_outbox_costs_nothing_and_gives_nothing(self, bus: Bus) -> None:
        assert bus.relay().step() == 0
        assert bus.database("north")[OUTBOX].count_documents({}) == 0


class StandingStill:
    """A log before which its relay stands still once, while something else happens."""

    def __init__(self, log: Log, meanwhile: Callable[[], None]) -> None:
        self._log = log
        self._meanwhile: Callable[[], None] | None = meanwhile

    def publish(self, messages: Sequence[Message]) -> None:
        if self._meanwhile is not None:
            happens, self._meanwhile = self._meanwhile, None
            happens()
        self._log.publish(messages)

    def reader(self, after: int | None) -> Reader:
        return self._log.reader(after)

    def close(self) -> None:
        """It is the other log's to close."""


class Interrupted(Relay):
    """While it numbers, an entry with an earlier id commits."""

    def _write_down(
        self, batch: Document, entries: Sequence[Document], session: ClientSession
    ) -> None:
        event = {**entries[0]["events"][0], "id": "another"}
        earlier = {"_id": UUID(int=entries[0]["_id"].int - 1), "events": [event]}
        if self._database[OUTBOX].find_one({"_id": earlier["_id"]}) is None:
            self._database[OUTBOX].insert_one(earlier)
        super()._write_down(batch, entries, session)


def _in_order(bus: Bus) -> dict[UUID, list[int]]:
    """The sequences of each aggregate as they stand on the log."""
    found: dict[UUID, list[int]] = defaultdict(list)
    for each in bus.published():
        envelope = decode(each.body)
        found[UUID(envelope.subject)].append(int(envelope.sequence))
    return dict(found)
