"""A service's worker: relay, follower, daily jobs and sealer, each under a lease of its own."""

import threading
import time
from collections.abc import Callable
from typing import Any

from pymongo.errors import PyMongoError

from chassis import audit, jobs
from chassis.clock import Clock, MovableClock, day_of
from chassis.feeds import FeedAway, Feeds
from chassis.follower import BATCH, Follower
from chassis.leases import Lease, LeaseLost, Leases
from chassis.log import Log, LogLost, NotConfirmed
from chassis.observability import log as lines
from chassis.relay import Relay
from chassis.service import Runtime
from chassis.transaction import Unavailable
from chassis.unit import OUTBOX

IDLE_SECONDS = 1.0
STANDBY_SECONDS = 2.0
HEADS_EVERY_SECONDS = 60.0
AWAY = (PyMongoError, Unavailable, NotConfirmed, LogLost, OSError)
"""The store or the log does not answer now: wait and go on where we were."""


class Worker:
    """Runs until `stop`; several workers of one service stand by for each other."""

    def __init__(self, runtime: Runtime[Any], log: Log, feeds: Feeds, *, watch: bool) -> None:
        self._runtime = runtime
        self._log = log
        self._feeds = feeds
        self._leases = Leases(runtime.around.database)
        self._stopping = threading.Event()
        self._committed = threading.Event()
        self._moved = threading.Event()
        bodies = {"relay": self._relay, "follower": self._follow, "jobs": self._housekeep}
        self._threads = [
            threading.Thread(target=self._under_lease, args=each, name=each[0], daemon=True)
            for each in bodies.items()
        ]
        if watch:
            self._threads.append(threading.Thread(target=self._watch, name="watch", daemon=True))
        runtime.committed.append(self._committed.set)

    def start(self) -> None:
        for each in self._threads:
            each.start()

    def clock_moved(self) -> None:
        """Look at once whether a day's jobs are due."""
        self._moved.set()

    def stop(self, timeout: float = 10.0) -> bool:
        """Finish the batch in hand, leave the rest unread. Whether all ended in time."""
        self._stopping.set()
        self._committed.set()
        self._moved.set()
        deadline = time.monotonic() + timeout
        for each in self._threads:
            each.join(max(0.0, deadline - time.monotonic()))
        return not any(each.is_alive() for each in self._threads)

    def _under_lease(self, name: str, body: Callable[[Lease], None]) -> None:
        while not self._stopping.is_set():
            try:
                lease = self._leases.take(name)
                if lease is None:
                    self._stopping.wait(STANDBY_SECONDS)
                    continue
                try:
                    body(lease)
                finally:
                    self._leases.give_back(lease)
            except LeaseLost:
                lines.warning("lease lost", service=self._name, lease=name)
            except AWAY as error:
                lines.warning("away", service=self._name, part=name, why=str(error)[:200])
                self._stopping.wait(IDLE_SECONDS)
            except Exception:
                lines.exception("worker failed", service=self._name, part=name)
                self._stopping.wait(STANDBY_SECONDS)

    @property
    def _name(self) -> str:
        return self._runtime.service.name

    def _relay(self, lease: Lease) -> None:
        around = self._runtime.around
        relay = Relay(self._name, around.client, around.database, self._log, lease.fence)
        while not self._stopping.is_set():
            lease = self._leases.keep(lease)
            self._committed.clear()
            if not relay.step():
                self._committed.wait(IDLE_SECONDS)

    def _follow(self, lease: Lease) -> None:
        follower = Follower(self._runtime, self._feeds, lease.fence)
        reader = self._log.reader(follower.cursor.offset)
        heads = Heads(self._feeds)
        try:
            while not self._stopping.is_set():
                lease = self._leases.keep(lease)
                follower.fill()
                while follower.retry() and not self._stopping.is_set():
                    lease = self._leases.keep(lease)
                follower.take(reader.batch(BATCH, IDLE_SECONDS))
                for service, settled in heads.when_due():
                    follower.suspect(service, settled=settled)
        finally:
            reader.close()

    def _housekeep(self, lease: Lease) -> None:
        around = self._runtime.around
        while not self._stopping.is_set():
            lease = self._leases.keep(lease)
            self._moved.clear()
            if _has_begun(around.clock):
                today = day_of(around.clock.now(), around.zone)
                for job in self._runtime.service.jobs:
                    jobs.run_due(job, self._runtime, today)
            for chore in self._runtime.service.chores:
                chore(self._runtime)
            while audit.seal(around.client, around.database) == audit.ENTRIES_A_BLOCK:
                lease = self._leases.keep(lease)
            self._moved.wait(IDLE_SECONDS)

    def _watch(self) -> None:
        """Commits of other processes wake the relay; what is pending stays the truth."""
        outbox = self._runtime.around.database[OUTBOX]
        while not self._stopping.is_set():
            try:
                with outbox.watch(max_await_time_ms=1_000) as changes:
                    while not self._stopping.is_set():
                        if changes.try_next() is not None:
                            self._committed.set()
            except PyMongoError:
                self._stopping.wait(IDLE_SECONDS)


def _has_begun(clock: Clock) -> bool:
    """A clock that a demo will set to some day of the past must not have run today's jobs."""
    return not isinstance(clock, MovableClock) or clock.is_set()


class Heads:
    """What each service had settled a while ago: by now it must have come by the log."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds
        self._settled: dict[str, int] = {}
        self._next = 0.0

    def when_due(self) -> list[tuple[str, int]]:
        """The heads of the last look, when it is time for another; else nothing."""
        if time.monotonic() < self._next:
            return []
        earlier, self._settled = self._settled, {}
        self._next = time.monotonic() + HEADS_EVERY_SECONDS
        for service in self._feeds.services():
            try:
                self._settled[service] = self._feeds.head(service).settled
            except FeedAway:
                continue
        return list(earlier.items())
