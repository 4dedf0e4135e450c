"""A service's worker: wakes at once, finishes what it has in hand, stands by for another."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from bus import Bus, Measured, a_bus, another_epoch, as_rini
from shop import POISONED, Count, Unit, a_tally, add_new, count
from test_peers import silent

from chassis import heads, jobs, status
from chassis.clock import MovableClock
from chassis.feeds import FeedAway, HttpFeeds
from chassis.follower import Follower
from chassis.heads import Heads
from chassis.jobs import Job
from chassis.log import Message, Reader
from chassis.log.embedded import EmbeddedLog
from chassis.outbox import AUDIT, Head, head_of
from chassis.peers import Peers
from chassis.service import Runtime
from chassis.store import Client
from chassis.worker import IDLE_SECONDS, Worker

PATIENCE = 20.0


@pytest.fixture
def bus(store_client: Client) -> Iterator[Bus]:
    log = EmbeddedLog(store_client[f"log-{uuid4().hex[:8]}"])
    with a_bus(store_client, log, origin=1) as bus:
        yield bus


@contextmanager
def working(bus: Bus, *runtimes: Runtime[Unit]) -> Iterator[list[Worker]]:
    workers = [Worker(each, bus.log, bus.feeds, watch=False) for each in runtimes]
    for each in workers:
        each.start()
    try:
        yield workers
    finally:
        for each in workers:
            each.stop()


def until(true: Callable[[], bool], told: threading.Event) -> None:
    """Looked at whenever something was committed."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        told.wait(0.05)
        told.clear()


def commits_of(runtime: Runtime[Unit]) -> threading.Event:
    told = threading.Event()
    runtime.committed.append(told.set)
    return told


def test_a_fact_is_known_elsewhere_without_waiting_for_anyones_turn(bus: Bus) -> None:
    told, siti = commits_of(bus.south), a_tally()
    with working(bus, bus.north, bus.south):
        bus.count(siti)
        until(lambda: bus.seen(siti) == (1,), told)
        took = []
        for n in range(2, 8):
            began = time.monotonic()
            bus.count(siti)
            until(lambda n=n: len(bus.seen(siti)) == n, told)  # type: ignore[misc]
            took.append(time.monotonic() - began)
    assert sorted(took)[len(took) // 2] < IDLE_SECONDS / 2


def test_a_moved_clock_starts_jobs_and_chores_at_once(bus: Bus) -> None:
    ran: list[tuple[date, float]] = []
    chores = threading.Event()

    def run(runtime: Any, day: date) -> dict[str, int]:
        ran.append((day, time.monotonic()))
        return {}

    def chore(runtime: Any) -> int:
        chores.set()
        return 0

    clock = MovableClock(bus.database("north")["clock"])
    clock.move(datetime(2021, 6, 1, 1, tzinfo=UTC))
    north = with_work(bus.north, clock, jobs=(Job("daily", run),), chores=(chore,))
    with working(bus, north) as (worker,):
        clock.when_moved(worker.clock_moved)
        assert chores.wait(PATIENCE)
        took = []
        for day in range(2, 7):
            chores.clear()
            began = time.monotonic()
            clock.move(datetime(2021, 6, day, 1, tzinfo=UTC))
            assert chores.wait(PATIENCE)
            assert ran[-1][0] == date(2021, 6, day)
            took.append(ran[-1][1] - began)
    assert [each for each, _ in ran] == [date(2021, 6, day) for day in range(1, 7)]
    assert sorted(took)[2] < IDLE_SECONDS / 2


def test_no_job_runs_before_a_movable_clock_is_set(bus: Bus) -> None:
    ran: list[date] = []
    chores = threading.Event()

    def run(runtime: Any, day: date) -> dict[str, int]:
        ran.append(day)
        return {}

    def chore(runtime: Any) -> int:
        chores.set()
        return 0

    clock = MovableClock(bus.database("north")["clock"])
    north = with_work(bus.north, clock, jobs=(Job("daily", run),), chores=(chore,))
    with working(bus, north):
        assert chores.wait(PATIENCE)
        assert ran == []


def test_a_job_that_fails_holds_up_no_other_and_is_told(bus: Bus) -> None:
    done: set[str] = set()
    sealed = threading.Event()

    def fail(runtime: Any, day: date) -> dict[str, int]:
        raise ZeroDivisionError

    def run(runtime: Any, day: date) -> dict[str, int]:
        done.add("job")
        return {}

    def chore(runtime: Any) -> int:
        done.add("chore")
        if runtime.around.database[AUDIT].find_one({}):
            sealed.set()
        return 0

    bus.count(a_tally())
    work = {"jobs": (Job("bad", fail), Job("good", run)), "chores": (chore,)}
    north = with_work(bus.north, bus.north.around.clock, **work)
    with working(bus, north):
        assert sealed.wait(PATIENCE)
    assert done == {"job", "chore"}
    told = status.of(north)
    assert told["failing"]["bad"]["error"] == "ZeroDivisionError"
    assert told["jobs"]["bad"] is None
    assert told["jobs"]["good"] == told["today"]


def test_stopping_finishes_the_batch_in_hand_and_leaves_the_rest(bus: Bus) -> None:
    siti, begun, go_on = a_tally(), threading.Event(), threading.Event()
    add_up = bus.south.service.handlers["north.counted"]

    def slowly(unit: Unit, event: Any) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)
        add_up.function(unit, event)

    handlers = {"north.counted": replace(add_up, function=slowly)}
    bus.south.service = replace(bus.south.service, handlers=handlers)
    bus.count(siti, 2)
    bus.publish("north")
    worker = Worker(bus.south, bus.log, bus.feeds, watch=False)
    worker.start()
    assert begun.wait(PATIENCE)
    bus.count(siti)
    bus.publish("north")
    ended: list[bool] = []
    stopping = threading.Thread(target=lambda: ended.append(worker.stop(PATIENCE)))
    stopping.start()
    go_on.set()
    stopping.join()
    assert ended == [True]
    assert bus.seen(siti) == (1, 2)
    assert bus.reconciles()


def test_stopping_a_worker_that_was_never_started_is_nothing(bus: Bus) -> None:
    assert Worker(bus.north, bus.log, bus.feeds, watch=False).stop()


def test_of_two_workers_one_stands_by_and_takes_over(bus: Bus) -> None:
    siti, told = a_tally(), commits_of(bus.south)
    with working(bus, bus.north, bus.south, bus.south) as (_, first, second):
        bus.count(siti, 2)
        until(lambda: bus.seen(siti) == (1, 2), told)
        first.stop()
        bus.count(siti)
        until(lambda: bus.seen(siti) == (1, 2, 3), told)
        second.stop()
    assert bus.reconciles()


def test_a_held_event_is_tried_again_by_the_worker_itself(bus: Bus) -> None:
    siti, told = a_tally(), commits_of(bus.south)
    POISONED.add(siti)
    with working(bus, bus.north, bus.south):
        bus.count(siti)
        until(lambda: bus.states() == ["held"], told)
        POISONED.clear()
        until(lambda: bus.seen(siti) == (1,), told)
    assert bus.states() == []


def test_a_source_that_hangs_holds_up_no_other(bus: Bus) -> None:
    """What is missing of `north` is asked for again and again; `east` does not notice."""
    siti, told = a_tally(), commits_of(bus.south)
    bus.south.transact(add_new, Count(tally_id=siti), **as_rini())
    bus.count(siti)
    bus.lose()
    bus.count(siti)
    bus.publish("north")
    with silent() as address:
        feeds = HttpFeeds(Peers({"north": address}, lambda: "token"))
        workers = [Worker(bus.south, bus.log, feeds, watch=False) for _ in range(2)]
        relay = Worker(bus.east, bus.log, bus.feeds, watch=False)
        for each in (*workers, relay):
            each.start()
        try:
            began = time.monotonic()
            for n in range(1, 6):
                bus.greet(siti)
                until(lambda n=n: bus.greeted(siti) == n, told)  # type: ignore[misc]
            assert time.monotonic() - began < 10
        finally:
            for each in (*workers, relay):
                each.stop()
    assert bus.seen(siti) == ()
    follower = bus.database("south")["leases"].find_one({"_id": "follower"})
    assert follower is not None
    assert follower["fence"] == 1


def test_between_two_sources_that_are_asked_the_lease_is_kept(bus: Bus) -> None:
    kept: list[int] = []
    asked: list[str] = []

    class Asked:
        def services(self) -> list[str]:
            return ["north", "east", "west"]

        def head(self, service: str) -> Head:
            asked.append(service)
            raise FeedAway(service)

        def between(self, service: str, after: int, until: int) -> Iterator[Message]:
            raise FeedAway(service)

    def keep() -> None:
        kept.append(len(asked))

    Heads(Asked(), keep).look()
    assert kept == [0, 1, 2]
    follower = Follower(bus.south, Asked(), 99, keep=keep)
    follower.go([], replace(follower.cursor, filling=frozenset({"north", "east", "west"})))
    kept.clear()
    asked.clear()
    follower.fill()
    assert kept == [0, 1, 2]


def test_a_source_that_was_away_at_the_first_look_is_soon_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else what it lost in a restore would be taken from the log for a minute."""
    monkeypatch.setattr(heads, "AGAIN_SECONDS", 0.05)
    asked: list[float] = []

    class Late(HttpFeeds):
        def services(self) -> list[str]:
            return ["north"]

        def head(self, service: str) -> Head:
            asked.append(time.monotonic())
            if len(asked) < 3:
                raise FeedAway(service)
            return Head(1, 0, 0, ())

    looking = Heads(Late(Peers({}, lambda: "")), lambda: None)
    until(lambda: looking.look() or len(asked) == 3, threading.Event())
    looking.look()
    assert len(asked) == 3


def test_a_reader_that_hears_nothing_any_more_is_not_kept(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream that moved may keep a consumer and tell it nothing: heads show it."""
    monkeypatch.setattr(heads, "EVERY_SECONDS", 0.3)
    told, siti = commits_of(bus.south), a_tally()
    log = bus.log = GoesDeaf(bus.log, bus.log.origin)
    with working(bus, bus.north, bus.south):
        bus.count(siti)
        until(lambda: bus.seen(siti) == (1,), told)
        bus.count(siti)
        until(lambda: log.readers > 1 and bus.seen(siti) == (1, 2), told)


class GoesDeaf(Measured):
    """Its first reader hears nothing."""

    readers = 0

    def reader(self, after: int | None) -> Reader:
        self.readers += 1
        return super().reader(after) if self.readers > 1 else Deaf()


class Deaf:
    def batch(self, limit: int, timeout: float) -> list[Message]:
        threading.Event().wait(min(timeout, 0.1))
        return []

    def close(self) -> None:
        """Nothing is held open."""


def test_after_all_stores_were_restored_what_was_lost_is_not_applied_from_the_log(bus: Bus) -> None:
    siti, told = a_tally(), commits_of(bus.south)
    with working(bus, bus.north, bus.south):
        bus.count(siti)
        until(lambda: bus.seen(siti) == (1,), told)
    backup = {each: everything_in(bus.database(each)) for each in ("north", "south")}
    bus.count(siti, 2)
    with working(bus, bus.north):
        until(lambda: head_of(bus.database("north")).settled == 3, told)
    for each, documents in backup.items():
        restore(bus.database(each), documents)
    another_epoch(bus.database("north"))
    bus.count(siti)
    with working(bus, bus.north, bus.south):
        until(lambda: len(bus.seen(siti)) > 1, told)
    assert bus.seen(siti) == (1, 2)


def everything_in(database: Any) -> dict[str, list[Any]]:
    return {each: list(database[each].find({})) for each in database.list_collection_names()}


def restore(database: Any, backup: dict[str, list[Any]]) -> None:
    for name in database.list_collection_names():
        database[name].delete_many({})
        if documents := backup.get(name):
            database[name].insert_many(documents)


def test_commits_of_other_processes_wake_the_relay(bus: Bus) -> None:
    """An API process has a runtime of its own: a change stream tells the worker of it."""
    other: Runtime[Unit] = Runtime(bus.north.service, bus.north.around)
    siti, told = a_tally(), commits_of(bus.south)
    watching = Worker(bus.north, bus.log, bus.feeds, watch=True)
    watching.start()
    try:
        with working(bus, bus.south):
            other.transact(count, Count(tally_id=siti), **as_rini())
            until(lambda: bus.seen(siti) == (1,), told)
    finally:
        assert watching.stop()


def test_days_that_were_not_run_are_caught_up_once_each(bus: Bus) -> None:
    ran: list[date] = []

    def run(runtime: Any, day: date) -> dict[str, int]:
        ran.append(day)
        return {"seen": 1}

    job, start = Job("daily", run), date(2021, 6, 1)
    assert jobs.run_due(job, bus.north, start) == 1
    assert jobs.run_due(job, bus.north, start) == 0
    assert jobs.run_due(job, bus.north, start + timedelta(3)) == 3
    assert jobs.run_due(job, bus.north, start) == 0
    assert ran == [start + timedelta(n) for n in range(4)]
    assert jobs.done_through(bus.database("north"), "daily") == start + timedelta(3)


def test_a_day_that_failed_is_run_again_and_the_days_after_it_wait(bus: Bus) -> None:
    ran: list[date] = []
    start = date(2021, 6, 1)

    def run(runtime: Any, day: date) -> dict[str, int]:
        ran.append(day)
        if day == start + timedelta(2) and ran.count(day) == 1:
            raise ZeroDivisionError
        return {}

    job = Job("daily", run)
    jobs.run_due(job, bus.north, start)
    with pytest.raises(ZeroDivisionError):
        jobs.run_due(job, bus.north, start + timedelta(4))
    assert jobs.failed(bus.database("north"), "daily") is not None
    jobs.run_due(job, bus.north, start + timedelta(4))
    assert [each.day for each in ran] == [1, 2, 3, 3, 4, 5]
    assert jobs.failed(bus.database("north"), "daily") is None


def test_a_service_that_was_down_for_years_catches_up_at_most_400_days(bus: Bus) -> None:
    ran: list[date] = []

    def run(runtime: Any, day: date) -> dict[str, int]:
        ran.append(day)
        return {}

    job = Job("daily", run)
    jobs.run_due(job, bus.north, date(2018, 1, 1))
    due = jobs.days_due(bus.database("north"), "daily", date(2021, 6, 1))
    assert (due[0], due[-1]) == (date(2021, 6, 1) - timedelta(400), date(2021, 6, 1))


def with_work(runtime: Runtime[Unit], clock: Any, **work: Any) -> Runtime[Unit]:
    """The same service with this work to do, by this clock."""
    return Runtime(replace(runtime.service, **work), replace(runtime.around, clock=clock))
