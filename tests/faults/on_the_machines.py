"""Blows to processes, store and broker."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from blows import Blow, Heal
from machines import Machines

from chassis.clock import MovableClock


@dataclass(frozen=True, slots=True)
class OnTheMachines:
    """They end, stand still, or have a wrong clock."""

    machines: Machines

    def kill_worker(self, blow: Blow) -> Heal:
        self.machines.kill(blow.target)
        self.machines.start(blow.target)
        return None

    def kill_workers(self, blow: Blow) -> Heal:
        with self.machines.without_workers(blow.target):
            return None

    def kill_api(self, blow: Blow) -> Heal:
        return self.kill_worker(replace(blow, target=f"{blow.target} api"))

    def pause_worker(self, blow: Blow) -> Heal:
        self.machines.pause(blow.target)
        return lambda: self.machines.resume(blow.target)

    pause_api = pause_worker

    def wrong_clock(self, blow: Blow) -> Heal:
        self.machines.set_clock(blow.target, blow.amount)
        return lambda: self.machines.set_clock(blow.target, 0.0)

    def next_day(self, blow: Blow) -> Heal:
        clock = MovableClock(self.machines.client["pamong"]["clock"])
        clock.move(clock.now() + timedelta(days=1))
        return None

    def kill_store(self, blow: Blow) -> Heal:
        self.machines.store.kill()
        self.machines.store.restart()
        self.machines.until_store_answers()
        return None

    def kill_broker(self, blow: Blow) -> Heal:
        self.machines.broker.kill()
        self.machines.broker.restart()
        return None

    # The next four are healed before anything else falls: the nemesis needs both itself.

    def pause_store(self, blow: Blow) -> Heal:
        with _for(blow, self.machines.store.resume):
            self.machines.store.pause()
        return None

    def pause_broker(self, blow: Blow) -> Heal:
        with _for(blow, self.machines.broker.resume):
            self.machines.broker.pause()
        return None

    def memory_alarm(self, blow: Blow) -> Heal:
        control = self.machines.broker.control
        with _for(blow, lambda: control("set_vm_memory_high_watermark", "0.4")):
            control("set_vm_memory_high_watermark", "0.00001")
        return None

    def disk_alarm(self, blow: Blow) -> Heal:
        control = self.machines.broker.control
        with _for(blow, lambda: control("set_disk_free_limit", "50MB")):
            control("set_disk_free_limit", "9000GB")
        return None


@contextmanager
def _for(blow: Blow, heal: Callable[[], None]) -> Iterator[None]:
    """What is done within lasts as long as the blow."""
    try:
        yield
        time.sleep(blow.seconds)
    finally:
        heal()
