"""What a second and a fourth worker add: each with a service, a database and a stream of its own.

They share a machine, a broker and a store, as services do in the embedded way: the store's one
process is what they wait for.
"""

import multiprocessing
import time
from dataclasses import replace
from queue import Queue
from threading import Barrier

from benchmarks.growth import fill, following
from benchmarks.measuring import (
    Effort,
    Figures,
    Ground,
    Result,
    Side,
    in_fresh_process,
    measure,
    ratio,
)

NEEDS: tuple[str, ...] = ()
EVENTS = 10_000
WORKERS = (1, 2, 4)
SOON = 240.0


def run(effort: Effort) -> Result:
    events = effort.of(EVENTS)
    sides = [
        Side(
            run=together,
            unit="events/s",
            arguments=[workers, events],
            settings={"events of each": events},
        )
        for workers in WORKERS
    ]
    rows = measure(sides, effort, broker=True, packages=("pika",))
    return Result(
        bench="streams",
        rows=rows,
        ratios={
            f"{workers}_vs_1": ratio(rows, called(workers), called(1)) for workers in WORKERS[1:]
        },
    )


def together(ground: Ground, workers: int, events: int) -> Figures:
    """How much all of them apply, from the first's beginning to the last's end."""
    fresh = multiprocessing.get_context("spawn")
    ready, times = fresh.Barrier(workers), fresh.Queue()
    processes = []
    for number in range(workers):
        own = replace(ground, name=f"{ground.name}-{number}")
        in_fresh_process(fill, own, events)
        processes.append(fresh.Process(target=work, args=[own, events, ready, times]))
    for each in processes:
        each.start()
    measured = [times.get(timeout=SOON) for _ in processes]
    for each in processes:
        each.join()
    seconds = max(end for _, end in measured) - min(began for began, _ in measured)
    return {called(workers): workers * events / seconds}


def work(ground: Ground, events: int, ready: Barrier, times: "Queue[tuple[float, float]]") -> None:
    ready.wait()
    began = time.monotonic()
    for _ in following(ground, events):
        pass
    times.put((began, time.monotonic()))


def called(workers: int) -> str:
    return f"{workers} stream{'s' if workers > 1 else ''} with a worker each"
