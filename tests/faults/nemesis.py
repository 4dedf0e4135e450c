"""Who strikes: each kind of blow is a method of its name; what it returns heals it later."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count

from backups import Backup, back_up, restore
from blows import Blow
from machines import Machines
from on_the_log import OnTheLog
from pymongo.errors import PyMongoError
from reckoning import Excused

from chassis.clock import MovableClock
from chassis.relay import raise_epoch

PATIENCE = 90.0
Heal = Callable[[], None] | None


class Nemesis:
    """Strikes as planned, then heals. What cannot be struck now is told, and left."""

    def __init__(
        self, machines: Machines, excused: Excused, seed: int, say: Callable[[str], None]
    ) -> None:
        self._machines, self._excused, self._say = machines, excused, say
        self._log = OnTheLog(machines, excused, random.Random(seed))
        self._clock = MovableClock(machines.client["pamong"]["clock"])
        self._began = 0.0

    def strike(self, plan: Sequence[Blow], duration: float) -> None:
        """All of it, in order of time; whatever is late falls as soon as what is before it is done.

        Processes that ended by themselves are started again meanwhile.
        """
        self._began = time.monotonic()
        numbers = count()
        agenda: list[tuple[float, int, Callable[[], Heal], str, float]] = []
        for blow in plan:
            strike = self._strike(blow)
            heappush(agenda, (blow.at, next(numbers), strike, f"{blow}", blow.seconds))
        while agenda:
            at, _, act, words, seconds = heappop(agenda)
            self._wait_until(at)
            heal = self._act(act, words)
            if heal is not None:
                due = self._now() + seconds
                heappush(agenda, (due, next(numbers), _healing(heal), "", 0.0))
        self._wait_until(duration)

    def _act(self, act: Callable[[], Heal], words: str) -> Heal:
        try:
            heal = act()
        except Exception as error:  # another blow was in its way
            self._say(f"{words}  not now: {type(error).__name__} {str(error)[:100]}")
            return None
        if words:
            self._say(f"{words}  at {self._now():.1f} s")
        return heal

    def _now(self) -> float:
        return time.monotonic() - self._began

    def _wait_until(self, at: float) -> None:
        while True:
            self._machines.keep_running()
            left = at - self._now()
            if left <= 0:
                return
            time.sleep(min(left, 0.25))

    def _strike(self, blow: Blow) -> Callable[[], Heal]:
        act, _, end = blow.kind.rpartition("_")
        wired = {
            "cut": self._cut,
            "hold": self._hold,
            "half_open": self._half_open,
            "slow": self._slow,
        }
        if act in wired:
            return lambda: wired[act](end, blow.target)
        struck: Callable[[Blow], Heal] = getattr(self, blow.kind)
        return lambda: struck(blow)

    # Processes

    def kill_worker(self, blow: Blow) -> Heal:
        self._machines.kill(blow.target)
        self._machines.start(blow.target)
        return None

    def kill_workers(self, blow: Blow) -> Heal:
        with self._without_workers(blow.target):
            return None

    def kill_api(self, blow: Blow) -> Heal:
        return self.kill_worker(replace(blow, target=f"{blow.target} api"))

    def pause_worker(self, blow: Blow) -> Heal:
        self._machines.pause(blow.target)
        return lambda: self._machines.resume(blow.target)

    pause_api = pause_worker

    def wrong_clock(self, blow: Blow) -> Heal:
        self._machines.set_clock(blow.target, blow.amount)
        return lambda: self._machines.set_clock(blow.target, 0.0)

    def next_day(self, blow: Blow) -> Heal:
        self._clock.move(self._clock.now() + timedelta(days=1))
        return None

    # Store and broker

    def kill_store(self, blow: Blow) -> Heal:
        self._machines.store.kill()
        self._machines.store.restart()
        self._machines.until_store_answers()
        return None

    def kill_broker(self, blow: Blow) -> Heal:
        self._machines.broker.kill()
        self._machines.broker.restart()
        return None

    # The next four are healed before anything else falls: the nemesis needs both itself.

    def pause_store(self, blow: Blow) -> Heal:
        with _for(blow, self._machines.store.resume):
            self._machines.store.pause()
        return None

    def pause_broker(self, blow: Blow) -> Heal:
        with _for(blow, self._machines.broker.resume):
            self._machines.broker.pause()
        return None

    def memory_alarm(self, blow: Blow) -> Heal:
        control = self._machines.broker.control
        with _for(blow, lambda: control("set_vm_memory_high_watermark", "0.4")):
            control("set_vm_memory_high_watermark", "0.00001")
        return None

    def disk_alarm(self, blow: Blow) -> Heal:
        control = self._machines.broker.control
        with _for(blow, lambda: control("set_disk_free_limit", "50MB")):
            control("set_disk_free_limit", "9000GB")
        return None

    # Wires: `cut_store`, `hold_api` and so on

    def _cut(self, end: str, service: str) -> Heal:
        self._machines.wires[end][service].cut()
        return None

    def _hold(self, end: str, service: str) -> Heal:
        wire = self._machines.wires[end][service]
        wire.hold()
        return wire.let_go

    def _half_open(self, end: str, service: str) -> Heal:
        wire = self._machines.wires[end][service]
        wire.freeze()

        def heal() -> None:
            wire.thaw()
            wire.cut()

        return heal

    def _slow(self, end: str, service: str) -> Heal:
        wire = self._machines.wires[end][service]
        wire.slow(0.05)
        return lambda: wire.slow(0.0)

    def lose_commit_answer(self, blow: Blow) -> Heal:
        wire = self._machines.wires["store"][blow.target]
        wire.when_answered(b"commitTransaction", lambda: None)
        return wire.forget

    def lose_commit_request(self, blow: Blow) -> Heal:
        wire = self._machines.wires["store"][blow.target]
        wire.when_asked(b"commitTransaction", lambda: None)
        return wire.forget

    def close_channels(self, blow: Blow) -> Heal:
        self._machines.wires["broker"][blow.target].close_channels()  # type: ignore[attr-defined]
        return None

    def cancel_consumers(self, blow: Blow) -> Heal:
        self._machines.wires["broker"][blow.target].cancel_consumers()  # type: ignore[attr-defined]
        return None

    # The log

    def delete_stream(self, blow: Blow) -> Heal:
        self._log.delete_stream()
        return None

    def truncate_stream(self, blow: Blow) -> Heal:
        """While this service's follower stands still behind it."""
        stopped = [each for each in self._machines.of(blow.target) if " work" in each]
        for each in stopped:
            self._machines.pause(each)

        def heal() -> None:
            try:
                self._log.truncate_stream()
            finally:
                for each in stopped:
                    self._machines.resume(each)

        return heal

    def lose_confirmed(self, blow: Blow) -> Heal:
        with self._without_workers(blow.target):
            self._log.lose_confirmed(blow.target)
        return None

    def repeat(self, blow: Blow) -> Heal:
        self._log.repeat(blow.target)
        return None

    def by_hand(self, blow: Blow) -> Heal:
        self._log.by_hand(blow.target)
        return None

    def planted(self, blow: Blow) -> Heal:
        self._log.plant(blow.target)
        return None

    # Backups

    def restore_backup(self, blow: Blow) -> Heal:
        """Taken now, restored when it is healed."""
        database = self._machines.client[blow.target]
        kept = back_up(self._machines.client, database)
        return lambda: self._restore(blow.target, kept)

    def _restore(self, service: str, backup: Backup) -> None:
        """As docs/bus.md says: restore, raise the epoch, and only then let workers at it."""
        names = self._machines.of(service)
        for each in names:
            self._machines.kill(each)
        self._machines.wires["store"][service].cut()
        database = self._machines.client[service]
        gone = restore(database, backup, self._excused)
        with suppress(LookupError):  # it never published anything
            raise_epoch(self._machines.client, database)
        self._say(f"{service} is as it was: {gone} of its events are gone")
        for each in names:
            self._machines.start(each)

    def write_by_hand(self, what: str) -> None:
        self._log.by_hand(what)

    def lose_the_tail(self, service: str, told: Callable[[], None]) -> int:
        """The last that it told is confirmed, and not on the log: only heads can show that."""
        with self._without_workers(service):
            told()
            deadline = time.monotonic() + PATIENCE
            while True:
                try:
                    return self._log.lose_confirmed(service)
                except PyMongoError:
                    if time.monotonic() > deadline:
                        raise

    @contextmanager
    def _without_workers(self, service: str) -> Iterator[None]:
        """Both are killed, and started again afterwards."""
        workers = [each for each in self._machines.of(service) if " work" in each]
        for each in workers:
            self._machines.kill(each)
        try:
            yield
        finally:
            for each in workers:
                self._machines.start(each)


@contextmanager
def _for(blow: Blow, heal: Callable[[], None]) -> Iterator[None]:
    """What is done within lasts as long as the blow."""
    try:
        yield
        time.sleep(blow.seconds)
    finally:
        heal()


def _healing(heal: Callable[[], None]) -> Callable[[], Heal]:
    def act() -> Heal:
        heal()
        return None

    return act
