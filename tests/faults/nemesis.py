"""Who strikes, as planned, and heals."""

import random
import time
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from itertools import count

from blows import Blow, Heal
from machines import Machines
from on_the_log import OnTheLog
from on_the_machines import OnTheMachines
from on_the_stores import OnTheStores
from on_the_wires import OnTheWires
from reckoning import Excused

APART_SECONDS = 0.3
"""Also where some are late: so that each is felt."""


class Nemesis:
    """Strikes as planned, then heals. What cannot be struck now is told, and left."""

    def __init__(
        self, machines: Machines, excused: Excused, seed: int, say: Callable[[str], None]
    ) -> None:
        self._machines, self._say = machines, say
        self.log = OnTheLog(machines, excused, random.Random(seed))
        stores = OnTheStores(machines, excused, say)
        self._means = (OnTheMachines(machines), OnTheWires(machines), self.log, stores)
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
            self._wait_until(max(at, self._now() + APART_SECONDS))
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
        """Each kind of blow is a method of its name of one of the means."""
        (mean,) = [each for each in self._means if hasattr(each, blow.kind)]
        return lambda: getattr(mean, blow.kind)(blow)


def _healing(heal: Callable[[], None]) -> Callable[[], Heal]:
    def act() -> Heal:
        heal()
        return None

    return act
