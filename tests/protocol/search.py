"""Breadth first through all states of a model: what breaks first, by the shortest way there."""

import gc
from collections import deque
from dataclasses import dataclass

from model import Protocol, State
from promises import broken, is_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many states and steps there are; a promise that is broken, and the way to it."""

    states: int
    steps: int
    broken: str | None = None
    way: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [f"{self.states} states, {self.steps} steps"]
        if self.broken:
            told.append(f"broken: {self.broken}")
        return "\n".join([*told, *(f"{n:3} {each}" for n, each in enumerate(self.way, 1))])


STUCK = "from every state the bus gets level by itself"


def search(protocol: Protocol) -> Found:
    """Until a promise is broken, or every state was seen and each has a way to a level one."""
    gc.disable()  # it would look at every state again and again, and none is garbage
    try:
        return _search(protocol)
    finally:
        gc.enable()


def _search(protocol: Protocol) -> Found:
    start = protocol.start()
    numbers: dict[State, int] = {start: 0}
    came: list[tuple[int, str]] = [(-1, "")]
    before: list[list[int]] = [[]]  # the states from which the bus by itself gets to this one
    level: list[int] = []
    to_do, steps = deque([start]), 0

    def way(number: int) -> tuple[str, ...]:
        found = []
        while number > 0:
            number, what = came[number]
            found.append(what)
        return tuple(reversed(found))

    while to_do:
        state = to_do.popleft()
        number = numbers[state]
        for promise in broken(protocol, state):
            return Found(states=len(numbers), steps=steps, broken=promise, way=way(number))
        if is_level(state):
            level.append(number)
        for step in protocol.steps(state):
            steps += 1
            then = numbers.setdefault(step.then, len(numbers))
            if then == len(came):
                came.append((number, step.what))
                before.append([])
                to_do.append(step.then)
            if not step.by_world:
                before[then].append(number)
    stuck = _first_that_never_gets_there(level, before)
    if stuck is not None:
        return Found(states=len(numbers), steps=steps, broken=STUCK, way=way(stuck))
    return Found(states=len(numbers), steps=steps)


def _first_that_never_gets_there(level: list[int], before: list[list[int]]) -> int | None:
    """Backwards from all level states; numbers are in the order of distance from the start."""
    reached = [False] * len(before)
    to_do = list(level)
    for number in to_do:
        reached[number] = True
    while to_do:
        for number in before[to_do.pop()]:
            if not reached[number]:
                reached[number] = True
                to_do.append(number)
    return reached.index(False) if False in reached else None
