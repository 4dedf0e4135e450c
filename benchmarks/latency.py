"""From one service's commit to the follower's, with everything at work as in production.

The follower is a process of its own. The relay is woken by the commits of its own process, or,
where the API is another process, by the store's change stream.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from statistics import quantiles
from typing import Any
from uuid import UUID

from benchmarks.bus import ACTOR, OFFICE, Unit, runtime, visit
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure
from chassis.feeds import HttpFeeds
from chassis.ids import new_id
from chassis.log.rabbitmq import RabbitLog
from chassis.observability import set_up_logging
from chassis.service import Runtime
from chassis.store import connect
from chassis.worker import Worker

NEEDS: tuple[str, ...] = ()
SECONDS, WARM_SECONDS = 10, 2
RATES = {100: 1, 500: 5}
"""Events a second, and how many of them a transaction has: 100 transactions a second."""
LIMIT_MS = 50.0
SOON = 30.0
WAYS = {"wake-up": False, "change stream": True}


def run(effort: Effort) -> Result:
    seconds = max(3, effort.of(SECONDS))
    sides = [
        Side(
            run=commits,
            unit="ms",
            arguments=[rate, size, seconds, way],
            settings={"seconds": seconds, "events a transaction": size},
        )
        for rate, size in RATES.items()
        for way in WAYS
    ]
    rows = measure(sides, effort, broker=True, packages=("pika",))
    p99 = {row.what: row.value for row in rows}
    return Result(
        bench="latency",
        rows=rows,
        ratios={
            f"limit_vs_p99_at_{rate}_{way.replace(' ', '_').replace('-', '_')}": round(
                LIMIT_MS / p99[f"p99 at {rate}/s, {way}"], 2
            )
            for rate in RATES
            for way in WAYS
        },
    )


def commits(ground: Ground, rate: int, size: int, seconds: int, way: str) -> Figures:
    """Commit at an even pace; how long after each commit its follower's came."""
    with ExitStack() as stack:
        heard = stack.enter_context(apart(following, ground))
        client = stack.enter_context(connect(ground.store))
        north = runtime("north", client, f"{ground.name}-north")
        if WAYS[way]:
            stack.enter_context(apart(relaying, ground))
        else:
            stack.enter_context(working(north, ground, watch=False))
        committed = at_pace(north, rate, size, seconds + WARM_SECONDS)
        views = client[f"{ground.name}-south"].views
        until(lambda: views.count_documents({}) == len(committed))
        heard.send("enough")
        applied: dict[UUID, float] = heard.recv()
    warm = min(committed.values()) + WARM_SECONDS
    waits = [(applied[each] - at) * 1_000 for each, at in committed.items() if at > warm]
    cuts = quantiles(waits, n=100)
    return {f"p50 at {rate}/s, {way}": cuts[49], f"p99 at {rate}/s, {way}": cuts[98]}


def at_pace(north: Runtime[Unit], rate: int, size: int, seconds: int) -> dict[UUID, float]:
    """When each event was committed. One that could not be in time does not hold the others."""
    committed: dict[UUID, float] = {}
    person, began = new_id(), time.monotonic()
    for number in range(rate // size * seconds):
        time.sleep(max(0.0, began + number * size / rate - time.monotonic()))
        order = [(new_id(), person) for _ in range(size)]
        north.transact(visit, order, office_id=OFFICE, actor=ACTOR)
        committed.update(dict.fromkeys((each for each, _ in order), time.monotonic()))
    return committed


def following(ground: Ground, told: Connection) -> None:
    """The other service: tells at the end when it had committed each event."""
    applied: dict[UUID, float] = {}
    with connect(ground.store) as client:
        south = runtime("south", client, f"{ground.name}-south")
        handler = south.service.handlers["north.visited"]
        waiting: list[UUID] = []

        def stamp() -> None:
            applied.update(dict.fromkeys(waiting, time.monotonic()))
            waiting.clear()

        def noticed(unit: Unit, event: Any) -> None:
            handler.function(unit, event)
            waiting.append(event.visit_id)

        noticing = {"north.visited": replace(handler, function=noticed)}
        south = Runtime(replace(south.service, handlers=noticing), south.around)
        south.committed.append(stamp)
        with working(south, ground, watch=False):
            told.send("ready")
            told.recv()
        told.send(applied)


def relaying(ground: Ground, told: Connection) -> None:
    """The worker of a service whose API is elsewhere."""
    with connect(ground.store) as client:
        north = runtime("north", client, f"{ground.name}-north")
        with working(north, ground, watch=True):
            told.send("ready")
            told.poll(None)


@contextmanager
def working(service: Runtime[Unit], ground: Ground, *, watch: bool) -> Iterator[None]:
    set_up_logging("ERROR")
    log = RabbitLog(ground.broker, exchange=f"{ground.name}-events", name=ground.name)
    worker = Worker(service, log, HttpFeeds(service.around.peers), watch=watch)
    worker.start()
    yield
    worker.stop()
    log.close()


@contextmanager
def apart(work: Callable[[Ground, Connection], None], ground: Ground) -> Iterator[Connection]:
    """In a process of its own, which is ready; it ends when told to, by a word or by silence."""
    fresh = multiprocessing.get_context("spawn")
    ours, theirs = fresh.Pipe()
    process = fresh.Process(target=work, args=[ground, theirs])
    process.start()
    theirs.close()
    ours.recv()
    yield ours
    ours.close()
    process.join(SOON)
    process.kill()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("the follower did not come level")
        time.sleep(0.2)
