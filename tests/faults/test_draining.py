"""A worker that is asked to end while it has all hands full: `test_draining.py PREFIX STORE BROKER`
is that worker, of the shop's `south`.

It finishes the batch in hand, leaves the rest unread, and its successor goes on from there.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from bus import Bus, Measured, StoreFeeds
from shop import HANDLERS, a_service, a_tally

from chassis import pace
from chassis.children import Child
from chassis.leases import COLLECTION as LEASES
from chassis.log.rabbitmq import RabbitLog
from chassis.outbox import CURSOR
from chassis.store import Client, connect
from chassis.testing.backends import Backend
from chassis.worker import Worker

pytestmark = [pytest.mark.broker, pytest.mark.timeout(280)]
TIMES, PEOPLE, EACH, BATCH = 10, 125, 20, 100
EVENTS = PEOPLE * EACH
DRAIN_SECONDS, PATIENCE = 10.0, 60.0


def work(prefix: str, store: str, broker: str) -> None:
    pace.LONGEST = BATCH  # so that a few thousand events are enough for ten ends
    with connect(store) as client:
        south = a_service("south", client, prefix, handlers=HANDLERS)
        feeds = StoreFeeds({"north": client[f"{prefix}_north"]})
        worker = Worker(south, a_log(broker, prefix), feeds, watch=True)
        ending = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ending.set())
        worker.start()
        ending.wait()
        sys.exit(not worker.stop(DRAIN_SECONDS))


def a_log(broker: str, name: str) -> RabbitLog:
    return RabbitLog(broker, exchange=f"{name}-events", name=name)


@pytest.fixture
def bus(store_client: Client, broker: Backend) -> Iterator[Bus]:
    prefix = f"draining-{uuid4().hex[:8]}"
    log = a_log(broker.url, prefix)
    log.declare()
    yield Bus(store_client, prefix, Measured(log, 0))
    log.close()


class Shift:
    """The workers of `south`, one after the other, each until it is told to go."""

    def __init__(self, bus: Bus, store: str, broker: str, folder: Path) -> None:
        self._south = bus.database("south")
        self._command = [sys.executable, __file__, bus.prefix, store, broker]
        self._environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self._log = folder / "south.log"

    def works(self, until_read: int) -> Child:
        """A worker that has come so far, and goes on."""
        worker = Child(self._command, log=self._log, environment=self._environment)
        worker.until(lambda: self.cursor()["counts"].get("read", 0) >= until_read, seconds=PATIENCE)
        return worker

    def ends(self, worker: Child) -> float:
        """After how many seconds it has ended; by itself, and well."""
        began = time.monotonic()
        os.kill(worker.pid, signal.SIGTERM)
        pid, status = os.waitpid(worker.pid, 0)
        assert (pid, status) == (worker.pid, 0), worker.last_words()
        return time.monotonic() - began

    def cursor(self) -> dict[str, Any]:
        return self._south[CURSOR].find_one({"_id": "follower"}) or {"counts": {}}

    def applied(self) -> dict[UUID, tuple[int, ...]]:
        """Of whom which events had their effect, in the order in which they had."""
        return {each["_id"]: tuple(each["seen"]) for each in self._south["tallies"].find({})}

    def is_given_back(self) -> bool:
        lease = self._south[LEASES].find_one({"_id": "follower"}) or {}
        return bool(lease["until"].timestamp() == 0)


def test_at_full_load_a_worker_ends_with_its_batch_and_the_next_goes_on(
    bus: Bus, store_url: str, broker: Backend, tmp_path: Path
) -> None:
    people = [a_tally() for _ in range(PEOPLE)]
    for each in people:
        bus.count(each, EACH)
    bus.publish("north")
    bus.south  # noqa: B018 it has to be there before its worker
    shift = Shift(bus, store_url, broker.url, tmp_path)
    read = 0
    for _ in range(TIMES):
        assert shift.ends(shift.works(read + 1)) < DRAIN_SECONDS
        cursor, applied = shift.cursor(), shift.applied()
        read = cursor["counts"]["read"]
        assert cursor["counts"] == {"read": read, "applied": read}
        assert cursor["places"]["north"]["position"] == read
        assert sum(len(seen) for seen in applied.values()) == read < EVENTS
        assert shift.is_given_back()
    shift.ends(shift.works(EVENTS))
    assert shift.applied() == {each: tuple(range(1, EACH + 1)) for each in people}
    assert shift.cursor()["counts"] == {"read": EVENTS, "applied": EVENTS}


if __name__ == "__main__":
    work(*sys.argv[1:])
