"""A service's worker: relay, follower, daily jobs and sealer, each under a lease of its own."""

import threading
import time
from collections.abc import Callable
from typing import Any

from pymongo.errors import PyMongoError

from chassis.feeds import Feeds
from chassis.follower import Follower
from chassis.heads import Heads
from chassis.housekeeping import Housekeeping
from chassis.leases import Lease, LeaseLost, Leases
from chassis.log import Log, LogLost, NotConfirmed
from chassis.observability import log as lines
from chassis.outbox import EVENTS_A_BATCH
from chassis.relay import Relay
from chassis.service import Runtime
from chassis.transaction import Unavailable, in_session
from chassis.unit import OUTBOX

IDLE_SECONDS = 1.0
STANDBY_SECONDS = 2.0
REST, LONGEST_REST, SOON = 0.5, 0.1, 0.05
"""After a batch that was not full the relay rests half as long as it took: a trickle goes in fewer
batches, and the busier the store is, the fewer. Then it is told of the next commit; only if none
comes soon does it look by itself, and settle. Followers need no rest: they read those batches."""
RETRIES_A_TURN = 50
ADDED = [{"$match": {"operationType": "insert"}}]
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
        bodies = {"relay": self._relay, "jobs": self._housekeep}
        if runtime.service.handlers:
            bodies["follower"] = self._follow
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

    @property
    def is_alive(self) -> bool:
        """Whether all its parts still run, be it on standby."""
        return all(each.is_alive() for each in self._threads)

    def stop(self, timeout: float = 10.0) -> bool:
        """Finish the batch in hand, leave the rest unread. Whether all ended in time."""
        self._stopping.set()
        self._committed.set()
        self._moved.set()
        deadline = time.monotonic() + timeout
        for each in self._threads:
            if each.ident is not None:
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
                    with in_session(lease.session):
                        body(lease)
                finally:
                    self._leases.give_back(lease)
            except LeaseLost:
                lines.warning("lease lost", service=self._service, lease=name)
            except AWAY as error:
                lines.warning("away", service=self._service, part=name, why=_why(error))
                self._stopping.wait(IDLE_SECONDS)
            except Exception:
                lines.exception("worker failed", service=self._service, part=name)
                self._stopping.wait(STANDBY_SECONDS)

    @property
    def _service(self) -> str:
        return self._runtime.service.name

    def _relay(self, lease: Lease) -> None:
        around = self._runtime.around
        relay = Relay(self._service, around.client, around.database, self._log, lease.fence)
        keep = self._leases.keeper(lease)
        while not self._stopping.is_set():
            keep()
            told = self._committed.is_set()
            self._committed.clear()
            began = time.monotonic()
            published = relay.step(told=told)
            if not published:
                self._committed.wait(IDLE_SECONDS)
            elif published < EVENTS_A_BATCH:
                self._stopping.wait(min(LONGEST_REST, REST * (time.monotonic() - began)))
                self._committed.wait(SOON)

    def _follow(self, lease: Lease) -> None:
        keep = self._leases.keeper(lease)
        follower = Follower(self._runtime, self._feeds, lease.fence, keep=keep)
        reader = self._log.reader(follower.cursor.offset)
        heads = Heads(self._feeds, keep)
        try:
            while not self._stopping.is_set():
                keep()
                follower.fill()
                more = follower.retry(RETRIES_A_TURN)
                heads.look()
                self._compare(follower, heads, at_end=False)
                messages = reader.batch(follower.pace.batch, 0 if more else IDLE_SECONDS)
                follower.take(messages)
                if self._compare(follower, heads, at_end=not more and not messages):
                    return  # it may be the reader that hears nothing: another begins anew
        finally:
            reader.close()

    def _compare(self, follower: Follower, heads: Heads, *, at_end: bool) -> bool:
        """Whether something is missing that the log should have had."""
        due = heads.due(follower.cursor.places, at_end=at_end)
        return sum(follower.suspect(service, head) for service, head in due.items()) > 0

    def _housekeep(self, lease: Lease) -> None:
        work = Housekeeping(self._runtime)
        with self._leases.kept(lease) as keep:
            while not self._stopping.is_set():
                self._moved.clear()
                work.step(keep)
                self._moved.wait(IDLE_SECONDS)

    def _watch(self) -> None:
        """Commits of other processes wake the relay; what is pending stays the truth."""
        outbox = self._runtime.around.database[OUTBOX]
        while not self._stopping.is_set():
            try:
                with outbox.watch(ADDED, max_await_time_ms=1_000) as changes:
                    while not self._stopping.is_set():
                        if changes.try_next() is not None:
                            self._committed.set()
            except PyMongoError:
                self._stopping.wait(IDLE_SECONDS)


def _why(error: Exception) -> str:
    """What the store says of an error may have a document's values in it."""
    if isinstance(error, PyMongoError):
        return f"{type(error).__name__} {getattr(error, 'code', None) or ''}".strip()
    return str(error)[:200]
