"""Workers, store and broker are killed, or stand still, while an office works: nothing is lost,
nothing happens twice.

Each command is asked with a key until it is answered, as a careful client does. Afterwards every
command has one effect in the other service, and each person's are in order.
"""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from bus import Bus, Measured, as_rini
from shop import Count, a_tally, count

from chassis.children import Child
from chassis.log.rabbitmq import RabbitLog
from chassis.outbox import CURSOR, head_of
from chassis.store import Client, connect
from chassis.testing.backends import Backend
from chassis.testing.stores import store as a_store
from chassis.transaction import Unavailable

pytestmark = pytest.mark.broker
PROGRAM = Path(__file__).with_name("shop_worker.py")
COMMANDS, PEOPLE, EACH, SEED = 240, 6, 3, 7
EVENTS = COMMANDS * EACH
DRAIN_SECONDS, PAUSE_SECONDS = 90.0, 1.5


@pytest.fixture
def own_store() -> Iterator[Backend]:
    with a_store() as running:
        yield running


class Office:
    """Two workers of each service, and someone who asks for one thing after the other."""

    def __init__(self, client: Client, store: str, broker: str, folder: Path) -> None:
        self.name = f"killed-{uuid4().hex[:8]}"
        log = RabbitLog(broker, exchange=f"{self.name}-events", name=self.name)
        self.bus = Bus(client, self.name, Measured(log, 0))
        log.declare()
        for service in (self.bus.north, self.bus.south):
            service.prepare()
        self.people = [a_tally() for _ in range(PEOPLE)]
        self.answered = 0
        self._folder = folder
        self._arguments = (self.name, store, broker, self.name)
        self.workers = {f"{each}-{n}": self._start(each, n) for each in SERVICES for n in (1, 2)}

    def kill(self, service: str) -> None:
        """Its workers, as a power cut would; and start them again."""
        for n in (1, 2):
            self.workers[f"{service}-{n}"].kill()
            self.workers[f"{service}-{n}"] = self._start(service, n)

    def pause(self, which: str) -> None:
        """It stands still for longer than its leases last, and comes back as if nothing were."""
        pid = self.workers[which].pid
        os.kill(pid, signal.SIGSTOP)
        time.sleep(PAUSE_SECONDS)
        os.kill(pid, signal.SIGCONT)

    def _start(self, service: str, number: int) -> Child:
        command = [sys.executable, PROGRAM, service, *self._arguments]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        log = self._folder / f"{service}-{number}.log"
        return Child(command, log=log, environment=environment)

    def work(self) -> None:
        for n in range(COMMANDS):
            order = Count(tally_id=self.people[n % PEOPLE], times=EACH)
            while True:
                try:
                    self.bus.north.transact(count, order, key=f"order-{n}", **as_rini())
                    break
                except Unavailable:
                    continue
            self.answered += 1

    @property
    def is_level(self) -> bool:
        kept = self.bus.database("south")[CURSOR].find_one({"_id": "follower"}) or {}
        place = kept.get("places", {}).get("north", {"position": 0})["position"]
        return bool(head_of(self.bus.database("north")).settled == place == EVENTS)

    def seen(self) -> dict[UUID, tuple[int, ...]]:
        return {each: self.bus.seen(each) for each in self.people}

    def close(self) -> None:
        for each in self.workers.values():
            each.stop()
        self.bus.log.close()


SERVICES = ("north", "south")


@pytest.mark.timeout(280)
def test_nothing_is_lost_and_nothing_happens_twice(
    own_store: Backend, broker: Backend, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    with ExitStack() as closing:
        client = closing.enter_context(connect(own_store.url))
        office = Office(client, own_store.url, broker.url, tmp_path)
        closing.callback(office.close)
        clerk = threading.Thread(target=office.work, daemon=True)
        clerk.start()
        for blow in _blows(office, own_store, broker, chance):
            progress = office.answered + chance.randint(5, 20)
            _until(lambda due=progress: office.answered >= min(due, COMMANDS), 60)  # type: ignore[misc]
            blow()
        clerk.join()
        _until(lambda: office.is_level, DRAIN_SECONDS)
        assert office.seen() == {
            each: tuple(range(1, EVENTS // PEOPLE + 1)) for each in office.people
        }
        assert office.bus.states() == []
        assert office.bus.reconciles()


def _blows(
    office: Office, store: Backend, broker: Backend, chance: random.Random
) -> Iterator[Callable[[], None]]:
    """Each once in its turn; of a service both workers, so that one at work is among them."""
    for n in range(4):
        for service in chance.sample(SERVICES, 2):
            yield lambda service=service: office.kill(service)  # type: ignore[misc]
        yield lambda: _cut(store)
        if n == 1:
            yield lambda: _cut(broker)
        for which in chance.sample(sorted(office.workers), 2):
            yield lambda which=which: office.pause(which)  # type: ignore[misc]


def _cut(backend: Backend) -> None:
    backend.kill()
    backend.restart()


def _until(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)
