"""`python tests/faults/scripted.py`: blows of the bus one by one, each by a script of its own, on
the embedded log; counted as a run of the whole system is, in seconds. With a mistake in the bus
(`mutations.py`) it is no longer 0. Names of scenes choose.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

sys.path.append(str(Path(__file__).parents[1] / "integration"))

from bus import Bus, Measured
from reckoning import Count, last_line, total
from recording import recorded
from scenes import SCENES, Scene
from shop import POISONED

from chassis.log.embedded import EmbeddedLog
from chassis.store import Client, connect
from chassis.testing.stores import store as a_store

STEP_SECONDS = 20.0


class Endless(BaseException):
    """Not an Exception: what is tried takes those for failures of the store, and tries again."""


@contextmanager
def a_scene(client: Client) -> Iterator[Scene]:
    database = client[f"log-{uuid4().hex[:8]}"]

    def anew() -> EmbeddedLog:
        database.drop_collection("log")
        return EmbeddedLog(database)

    log = Measured(EmbeddedLog(database), 1)
    scene = Scene(Bus(client, f"scene-{uuid4().hex[:8]}", log, anew))
    recorded(scene.bus.south).prepare()
    try:
        yield scene
    finally:
        POISONED.clear()
        scene.bus.log.close()


def played(client: Client, act: Callable[[Scene], None]) -> Count:
    """What is counted after this scene; an error on the way is told, and the rest still counted."""
    told: list[str] = []
    with a_scene(client) as scene:
        for step in (act, Scene.go_on):
            try:
                with _at_most(STEP_SECONDS):
                    step(scene)
            except (Exception, Endless) as error:
                told.append(f"{type(error).__name__}: {error}"[:200])
        each = list(scene.counts())
    whole = total(each)
    whole.told = [*told, *(line for count in each for line in count.told)]
    return whole


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Endless where it goes on for ever: a mistake may have it so."""

    def interrupt(*_: object) -> None:
        raise Endless

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(*names: str) -> int:
    found: list[Count] = []
    with a_store() as store, connect(store.url) as client:
        for act in SCENES:
            if names and act.__name__ not in names:
                continue
            count = played(client, act)
            found.append(count)
            print(f"{act.__name__:48} {last_line(count)}")
            for line in count.told[:3]:
                print(f"    {line}")
    sums = total(found)
    print(last_line(sums))
    return 0 if sums.is_clean and sums.applied else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
