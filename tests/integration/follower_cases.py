"""What the follower promises, whatever the log: each event once in effect, in order, none lost."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from bus import Breaking, Bus, another_epoch, as_rini
from shop import HANDLERS, POISONED, Count, Tally, Unit, a_tally, add_new, count
from structlog.testing import capture_logs

from chassis.cursor import give_up
from chassis.envelope import decode, encode
from chassis.follower import Follower
from chassis.handlers import Handler
from chassis.leases import LeaseLost
from chassis.log import Message, NotConfirmed
from chassis.outbox import BATCHES, feed, pending_events
from chassis.pace import Pace
from chassis.peers import PeerAway
from chassis.places import Place
from chassis.unit import Cause


class FollowerCases:
    """Derive from it with a fixture `bus`."""

    # Once in effect, in order

    def test_each_event_is_applied_once_in_its_order(self, bus: Bus) -> None:
        siti, budi = a_tally(), a_tally()
        bus.count(siti, 3)
        bus.count(budi)
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4)
        assert bus.seen(budi) == (1,)
        assert bus.counts() == {"read": 5, "applied": 5}

    def test_a_batch_that_was_published_twice_is_applied_once(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 3)
        with pytest.raises(NotConfirmed):
            bus.relay(log=Breaking(bus.log, after=True)).step()
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)
        assert bus.counts()["skipped_repeat"] == 3
        assert bus.reconciles()

    def test_the_next_follower_goes_on_where_the_last_one_committed(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 2)
        bus.publish()
        bus.follow()
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)
        assert "skipped_repeat" not in bus.counts()

    def test_what_a_handler_publishes_names_the_event_and_the_request_behind_it(
        self, bus: Bus
    ) -> None:
        trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        cause = Cause(correlation="request-1", traceparent=trace)
        order = Count(tally_id=a_tally())
        bus.north.transact(count, order, **as_rini(), cause=cause)
        bus.publish()

        def count_on(unit: Unit, event: Any) -> None:
            count(unit, Count(tally_id=event.tally_id))

        with handling(bus, "north.counted", count_on):
            bus.follow()
        (told,) = pending_events(bus.database("south"))
        (first,) = [decode(each.body) for each in bus.published()]
        assert told.causationid == first.id
        assert (told.correlationid, told.traceparent) == ("request-1", trace)

    def test_kinds_that_nobody_follows_are_read_and_skipped_counted(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        with handling(bus, "north.counted", None):
            bus.follow()
        assert bus.seen(siti) == ()
        assert bus.counts() == {"read": 1, "skipped_not_followed": 1}

    # Gaps

    def test_a_gap_is_noticed_and_filled_from_the_feed(self, bus: Bus) -> None:
        siti, budi = a_tally(), a_tally()
        bus.count(siti, 2)
        bus.publish()
        bus.count(siti, 3)
        bus.lose()
        bus.count(siti)
        bus.count(budi)
        bus.publish()
        with capture_logs() as lines:
            bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4, 5, 6)
        assert bus.seen(budi) == (1,)
        assert "gap" in [each["event"] for each in lines if each["log_level"] == "error"]
        assert bus.reconciles()

    def test_behind_a_gap_that_cannot_be_filled_yet_other_services_go_on(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        bus.follow()
        bus.count(siti)
        bus.lose()
        bus.count(siti)
        bus.greet(siti)
        bus.publish()
        bus.feeds.away = True
        follower = bus.follow()
        assert bus.seen(siti) == (1,)
        assert bus.greeted(siti) == 1
        assert follower.cursor.filling == {"north"}
        bus.feeds.away = False
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)
        assert bus.reconciles()

    def test_a_lost_tail_is_noticed_by_the_sources_head(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        follower = bus.follow()
        bus.count(siti, 2)
        bus.lose()
        follower.suspect("north", bus.feeds.head("north"))
        follower.fill()
        assert bus.seen(siti) == (1, 2, 3)

    def test_a_follower_that_is_level_suspects_nothing(self, bus: Bus) -> None:
        bus.count(a_tally(), 2)
        bus.publish()
        follower = bus.follow()
        bus.count(a_tally())
        follower.suspect("north", bus.feeds.head("north"))
        assert follower.cursor.filling == set()

    def test_a_great_gap_is_filled_page_by_page(self, bus: Bus) -> None:
        """Never more in hand than one batch, however much is missing."""
        siti = a_tally()
        bus.count(siti, 230)
        bus.lose()
        follower = bus.follower()
        follower.pace = Steady(20)
        in_hand: list[int] = []

        def look() -> None:
            in_hand.append(bus.feeds.given - bus.counts().get("read", 0))

        bus.feeds.on_given = look
        follower.suspect("north", bus.feeds.head("north"))
        follower.fill()
        assert bus.seen(siti) == tuple(range(1, 231))
        assert max(in_hand) <= 20

    def test_a_filling_that_was_cut_short_goes_on_in_the_next_follower(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 30)
        bus.lose()
        follower = bus.follower()
        follower.pace = Steady(10)
        follower.suspect("north", bus.feeds.head("north"))

        def end() -> None:
            if bus.feeds.given == 25:
                raise KeyboardInterrupt

        bus.feeds.on_given = end
        with pytest.raises(KeyboardInterrupt):
            follower.fill()
        assert bus.seen(siti) == tuple(range(1, 21))
        bus.feeds.on_given = lambda: None
        bus.follow()
        assert bus.seen(siti) == tuple(range(1, 31))
        assert bus.reconciles()

    def test_what_nobody_has_any_more_is_passed_over_only_when_a_person_gives_it_up(
        self, bus: Bus
    ) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.lose()
        bus.count(siti)
        bus.publish()
        bus.database("north")[BATCHES].delete_one({"_id": 1})
        follower = bus.follow()
        assert (bus.seen(siti), follower.cursor.filling) == ((), {"north"})
        with bus.client.start_session() as session:
            give_up(bus.database("south"), "north", Place(epoch=1, position=1), session)
        bus.follow()
        assert bus.seen(siti) == (2,)
        assert bus.reconciles()

    def test_what_was_given_up_of_one_epoch_is_not_passed_over_in_the_next(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        bus.follow()
        with restored(bus):
            bus.count(siti, 3)
            bus.lose()
            bus.database("north")[BATCHES].delete_one({"_id": 2})
            with bus.client.start_session() as session:
                give_up(bus.database("south"), "north", Place(epoch=1, position=4), session)
            follower = bus.follower()
            follower.suspect("north", bus.feeds.head("north"))
            bus.follow(follower)
            assert follower.cursor.places["north"] == Place(epoch=1, position=4)
        bus.count(siti, 3)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4)
        assert bus.reconciles()

    def test_a_log_made_anew_is_read_from_its_beginning(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 3)
        bus.publish()
        bus.follow()
        bus.make_log_anew()
        bus.count(siti, 2)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4, 5)
        assert bus.reconciles()

    def test_what_went_with_the_old_log_unread_comes_from_the_feed(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 3)
        bus.publish()
        bus.follow()
        bus.count(siti, 2)
        bus.publish()
        bus.make_log_anew()
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4, 5, 6)
        assert bus.reconciles()

    # Failing handlers

    def test_a_failing_handler_does_not_fail_its_neighbours(self, bus: Bus) -> None:
        siti, budi, wati = a_tally(), a_tally(), a_tally()
        POISONED.add(budi)
        for each in (siti, budi, wati):
            bus.count(each)
        bus.publish()
        bus.follow()
        assert (bus.seen(siti), bus.seen(budi), bus.seen(wati)) == ((1,), (), (1,))
        assert bus.states() == ["held"]
        assert bus.reconciles()

    def test_later_events_of_the_same_person_wait_in_order(self, bus: Bus) -> None:
        siti, budi = a_tally(), a_tally()
        bus.count(siti)
        bus.publish()
        bus.follow()
        POISONED.add(siti)
        bus.count(siti, 2)
        bus.greet(siti)
        bus.count(budi)
        bus.publish()
        bus.follow()
        assert bus.states() == ["held", "waiting", "waiting"]
        assert bus.seen(budi) == (1,)
        POISONED.clear()
        bus.let_time_pass()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)
        assert bus.greeted(siti) == 1
        assert bus.states() == []
        assert bus.reconciles()

    def test_a_failing_event_is_tried_after_1_10_60_600_seconds_and_then_parked(
        self, bus: Bus
    ) -> None:
        siti = a_tally()
        POISONED.add(siti)
        bus.count(siti)
        bus.publish()
        follower = bus.follow()
        waits = []
        while bus.states() == ["held"]:
            (held,) = bus.held.find({})
            waits.append((held["next_try"] - datetime.now(UTC)).total_seconds())
            assert held["tries"] == len(waits)
            bus.let_time_pass()
            with capture_logs() as lines:
                bus.retry(follower)
        assert [round(each) for each in waits] == [1, 10, 60, 600]
        assert bus.states() == ["parked"]
        assert "event parked" in [each["event"] for each in lines]

    def test_nothing_is_tried_before_its_time(self, bus: Bus) -> None:
        POISONED.add(siti := a_tally())
        bus.count(siti)
        bus.publish()
        follower = bus.follow()
        assert follower.retry() is False

    def test_behind_a_parked_event_the_person_goes_on_waiting(self, bus: Bus) -> None:
        POISONED.add(siti := a_tally())
        bus.count(siti)
        bus.publish()
        follower = bus.follow()
        while bus.states() == ["held"]:
            bus.let_time_pass()
            bus.retry(follower)
        POISONED.clear()
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.states() == ["parked", "waiting"]
        assert bus.seen(siti) == ()

    def test_what_is_kept_of_a_failure_names_the_place_and_no_value(self, bus: Bus) -> None:
        POISONED.add(siti := a_tally())
        bus.count(siti)
        bus.publish()
        bus.follow()
        (held,) = bus.held.find({})
        assert held["error"].startswith("Poison at add_up:")
        assert any("in add_up" in each for each in held["stack"])
        assert not any("name of" in str(each) for each in (held["error"], *held["stack"]))
        assert held["code"]

    def test_of_a_person_not_known_yet_it_waits_and_is_tried_when_the_person_arrives(
        self, bus: Bus
    ) -> None:
        siti = a_tally()
        bus.greet(siti)
        bus.publish()
        bus.follow()
        assert bus.states() == ["held"]
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert (bus.seen(siti), bus.greeted(siti)) == ((1,), 1)
        assert bus.states() == []
        assert bus.reconciles()

    def test_later_events_of_the_same_aggregate_do_not_overtake_one_of_an_unknown_person(
        self, bus: Bus
    ) -> None:
        siti = a_tally()
        greeting = bus.greet(siti)
        bus.greet(siti, greeting)
        bus.publish()
        bus.follow()
        assert bus.states() == ["held", "waiting"]
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.greeted(siti) == 2
        assert bus.states() == []

    def test_a_parked_event_of_a_person_who_arrives_after_all_is_applied(self, bus: Bus) -> None:
        siti = a_tally()
        bus.greet(siti)
        bus.publish()
        follower = bus.follow()
        while bus.states() == ["held"]:
            bus.let_time_pass()
            bus.retry(follower)
        assert bus.states() == ["parked"]
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.greeted(siti) == 1

    def test_a_service_that_is_away_is_waited_for_without_a_limit(self, bus: Bus) -> None:
        def ask(unit: Unit, event: Any) -> None:
            raise PeerAway("north: 503")

        bus.count(a_tally())
        bus.publish()
        with handling(bus, "north.counted", ask):
            follower = bus.follow()
            for _ in range(9):
                bus.let_time_pass()
                bus.retry(follower)
        assert bus.states() == ["held"]

    # What cannot be read

    def test_what_cannot_be_decoded_is_parked_at_once_with_its_place(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 2)
        first, second = numbered(bus)
        bus.log.publish([replace(first, body=b"{not an event"), second])
        with capture_logs() as lines:
            bus.follow()
        (parked,) = bus.held.find({})
        assert (parked["state"], parked["message"]["position"]) == ("parked", 1)
        assert bus.seen(siti) == (2,)
        assert "event parked" in [each["event"] for each in lines]
        assert bus.reconciles()

    def test_a_newer_version_is_parked_and_the_persons_later_events_wait(self, bus: Bus) -> None:
        siti, budi = a_tally(), a_tally()
        bus.count(siti, 2)
        bus.count(budi)
        first, second, third = numbered(bus)
        newer = replace(first, type="pamong.north.counted.v2")
        bus.log.publish([newer, second, third])
        bus.follow()
        assert bus.states() == ["parked", "waiting"]
        assert bus.seen(budi) == (1,)

    def test_data_in_another_shape_is_parked_and_tells_no_value(self, bus: Bus) -> None:
        bus.count(a_tally())
        (message,) = numbered(bus)
        envelope = msgspec.structs.replace(decode(message.body), data={"count": "Siti Aminah"})
        bus.log.publish([replace(message, body=encode(envelope))])
        bus.follow()
        (parked,) = bus.held.find({})
        assert parked["state"] == "parked"
        assert "Siti" not in parked["error"]

    def test_of_a_fact_in_two_versions_only_the_one_that_is_read_here_counts(
        self, bus: Bus
    ) -> None:
        siti = a_tally()
        bus.count(siti, 2)
        old, new = (
            replace(
                each,
                body=encode(msgspec.structs.replace(decode(each.body), versions="1,2")),
            )
            for each in numbered(bus)
        )
        bus.log.publish([old, replace(new, type="pamong.north.counted.v2")])
        bus.follow()
        assert bus.seen(siti) == (1,)
        assert bus.counts()["skipped_other_version"] == 1
        assert bus.states() == []

    def test_what_no_relay_sent_is_parked_and_alarmed(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        bus.log.publish(
            [
                a_message(service="", position=0, epoch=0, kind="what.ever"),
                a_message(service="north", position=7, epoch=1, kind="east.greeted"),
                a_message(service="north", position=2, epoch=0, kind="north.counted"),
            ]
        )
        bus.count(siti)
        bus.publish()
        with capture_logs() as lines:
            bus.follow()
        assert bus.states() == ["parked"] * 3
        assert bus.seen(siti) == (1, 2)
        assert [e["event"] for e in lines].count("no relay sent this") == 3
        assert bus.reconciles()

    # The store

    def test_a_conflict_with_another_writer_holds_nothing(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        bus.follow()
        meddled: list[int] = []

        def meddle(unit: Unit, event: Any) -> None:
            tally = unit.tallies.get(event.tally_id)
            if len(meddled) < 2:  # in the batch, and again when it stands alone
                meddled.append(1)
                bus.south.transact(rename, event.tally_id, **as_rini())
            unit.tallies.save(replace(tally, count=tally.count + 1))

        bus.count(siti)
        bus.publish()
        with handling(bus, "north.counted", meddle):
            bus.follow()
        found = bus.written_down(siti)
        assert found is not None
        assert (found.count, found.greeted) == (2, 100)
        assert bus.states() == []

    @pytest.mark.parametrize("others", [0, 30], ids=["alone", "among many"])
    def test_a_follower_whose_lease_is_gone_changes_nothing(self, bus: Bus, others: int) -> None:
        siti = a_tally()
        for each in (siti, *(a_tally() for _ in range(others))):
            bus.count(each)
        bus.publish()
        earlier = bus.follower()
        later = bus.follower()
        with pytest.raises(LeaseLost):
            bus.follow(earlier)
        assert bus.seen(siti) == ()
        bus.follow(later)
        assert bus.seen(siti) == (1,)
        bus.count(siti)
        bus.publish()
        with pytest.raises(LeaseLost):
            bus.follow(earlier)
        assert bus.counts()["applied"] == 1 + others

    def test_a_follower_asks_for_its_lease_before_each_transaction(self, bus: Bus) -> None:
        bus.count(siti := a_tally())
        bus.publish()
        bus.follower()

        def lost() -> None:
            raise LeaseLost("follower")

        with pytest.raises(LeaseLost):
            bus.follow(Follower(bus.south, bus.feeds, 99, keep=lost))
        assert bus.seen(siti) == ()

    def test_a_handler_that_adds_without_reading_is_no_trouble_to_the_store(self, bus: Bus) -> None:
        bus.count(siti := a_tally())
        bus.publish()

        def add(unit: Unit, event: Any) -> None:
            add_new(unit, Count(tally_id=event.tally_id))

        with handling(bus, "north.counted", add):
            bus.follow()
        assert bus.written_down(siti) == Tally(id=siti, office_id=as_rini()["office_id"], version=1)

    # The source's store, restored

    def test_a_restored_source_counts_on_in_a_later_epoch(self, bus: Bus) -> None:
        """Positions that are given twice, under another epoch, are no repeats."""
        siti = a_tally()
        bus.count(siti, 2)
        bus.publish()
        with restored(bus):
            bus.count(siti, 2)
            bus.publish()
            bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4)
        bus.count(siti, 1)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4, 3)
        assert bus.reconciles()

    def test_a_follower_that_lagged_takes_the_old_epoch_as_far_as_the_backup(
        self, bus: Bus
    ) -> None:
        siti = a_tally()
        bus.count(siti, 1)
        bus.publish()
        bus.follow()
        bus.count(siti, 1)
        bus.lose()
        with restored(bus):
            pass
        bus.count(siti, 1)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3)

    def test_a_backup_of_before_the_first_event_has_an_epoch_too(self, bus: Bus) -> None:
        siti = a_tally()
        assert bus.north
        with restored(bus):
            bus.count(siti)
            bus.publish()
            bus.follow()
        bus.count(siti, 2)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 1, 2)

    def test_a_later_epoch_with_nothing_in_it_is_noticed_by_the_head(self, bus: Bus) -> None:
        bus.count(siti := a_tally())
        bus.publish()
        follower = bus.follow()
        with restored(bus):
            pass
        follower.suspect("north", bus.feeds.head("north"))
        follower.fill()
        assert follower.cursor.places["north"].epoch == bus.feeds.head("north").epoch > 1
        bus.count(siti)
        bus.publish()
        bus.follow(follower)
        assert bus.seen(siti) == (1, 2)

    def test_two_epochs_later_the_oldest_common_place_counts(self, bus: Bus) -> None:
        siti = a_tally()
        bus.count(siti, 1)
        bus.publish()
        with restored(bus):
            bus.count(siti, 2)
            bus.publish()
            bus.follow()
        bus.count(siti, 1)
        with restored(bus):
            pass
        bus.count(siti, 1)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 2, 3)

    def test_two_restores_of_one_backup_begin_two_epochs(self, bus: Bus) -> None:
        """The first of them is known to the followers alone."""
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        with restored(bus, on=datetime.now(UTC) + timedelta(days=1)):
            with restored(bus):
                pass
            bus.count(siti, 2)
            bus.publish()
            bus.follow()
        bus.count(siti, 3)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 2, 3, 4)
        assert bus.reconciles()

    def test_a_restore_that_is_undone_by_an_older_backup_loses_nothing(self, bus: Bus) -> None:
        """The follower had joined an epoch that is no longer in the source's history: it began
        where only the follower remembers, before the backup that is the history now."""
        siti, older, newer = a_tally(), ExitStack(), ExitStack()
        bus.count(siti, 2)
        bus.publish()
        bus.follow()
        older.enter_context(restored(bus))
        bus.count(siti, 2)
        bus.lose()
        newer.enter_context(restored(bus, on=datetime.now(UTC) + timedelta(days=1)))
        older.close()
        bus.count(siti, 3)
        bus.publish()
        bus.follow()
        newer.close()
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4, 5, 3, 4, 5)

    def test_a_source_restored_while_it_is_filled_from_is_asked_anew(self, bus: Bus) -> None:
        """Its head was of before: what its feed tells now may be another history."""
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        follower = bus.follow()
        backup = ExitStack()
        backup.enter_context(restored(bus))
        bus.count(siti, 2)
        bus.lose()
        follower.suspect("north", bus.feeds.head("north"))

        def restore() -> None:
            bus.feeds.on_head = lambda: None
            backup.close()
            bus.count(siti, 2)
            bus.lose()

        bus.feeds.on_head = restore
        follower.fill()
        bus.count(siti)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 4)
        assert bus.reconciles()

    def test_a_source_is_not_followed_back_into_an_earlier_epoch(self, bus: Bus) -> None:
        """It was restored a second time, and its epoch is not raised yet."""
        siti = a_tally()
        bus.count(siti)
        bus.publish()
        with restored(bus, raised=False):
            another_epoch(bus.database("north"))
            bus.count(siti, 2)
            bus.publish()
            follower = bus.follow()
            place = follower.cursor.places["north"]
            bus.count(siti)
            bus.lose()
            follower.suspect("north", bus.feeds.head("north"))
        follower.fill()
        assert follower.cursor.places["north"] == place
        assert follower.cursor.filling == {"north"}
        with capture_logs() as lines:
            follower.suspect("north", bus.feeds.head("north"))
        assert "restored, its epoch not raised" in [each["event"] for each in lines]
        another_epoch(bus.database("north"), now=datetime.now(UTC) + timedelta(days=1))
        bus.count(siti, 1)
        bus.publish()
        bus.follow()
        assert bus.seen(siti) == (1, 2, 3, 2)

    def test_a_source_restored_without_a_raised_epoch_is_alarmed(self, bus: Bus) -> None:
        bus.count(siti := a_tally(), 1)
        bus.publish()
        with restored(bus, raised=False):
            bus.count(siti, 2)
            bus.publish()
            follower = bus.follow()
        with capture_logs() as lines:
            follower.suspect("north", bus.feeds.head("north"))
        assert "restored, its epoch not raised" in [each["event"] for each in lines]


class Steady(Pace):
    """Batches of one length, however quick they are."""

    def __init__(self, batch: int) -> None:
        super().__init__()
        self.batch = batch

    def took(self, events: int, seconds: float) -> None:
        """It stays as it is."""


@contextmanager
def handling(bus: Bus, kind: str, function: Any) -> Iterator[None]:
    """`south` handles this kind so; None: not at all."""
    handlers: dict[str, Handler] = dict(HANDLERS)
    own = handlers.pop(kind)
    if function is not None:
        handlers[kind] = replace(own, function=function)
    before = bus.south.service
    bus.south.service = replace(before, handlers=handlers)
    try:
        yield
    finally:
        bus.south.service = before


def rename(unit: Unit, tally_id: UUID) -> Tally:
    tally = unit.tallies.get(tally_id)
    return unit.tallies.save(replace(tally, greeted=100))


def numbered(bus: Bus) -> list[Message]:
    """What `north` would publish, kept from the log: the test sends something else."""
    bus.lose()
    return list(feed(bus.database("north"), 0, 100))


def a_message(*, service: str, position: int, epoch: int, kind: str) -> Message:
    return Message(
        service=service,
        position=position,
        epoch=epoch,
        type=f"pamong.{kind}.v1",
        office_id="",
        body=b"?",
    )


@contextmanager
def restored(bus: Bus, *, raised: bool = True, on: datetime | None = None) -> Iterator[None]:
    """Within it things happen that are lost afterwards: `north` is as it was before."""
    database = bus.database("north")
    names = ("relay", "batches", "outbox", "tallies")
    backup = {name: list(database[name].find({})) for name in names}
    yield
    for name, documents in backup.items():
        database[name].delete_many({})
        if documents:
            database[name].insert_many(documents)
    if raised:
        another_epoch(database, now=on)
