"""Measuring: all sides in turn, each run on an empty store and in a fresh process; medians."""

import multiprocessing
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from statistics import median
from typing import Any
from uuid import uuid4

from chassis.testing import brokers, stores

Settings = Mapping[str, Any]
RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to measure: `quick` shows that a bench works, its figures say little."""

    runs: int = RUNS
    quick: bool = False

    def of(self, size: int) -> int:
        """This size, or a tenth of it where it must be quick."""
        return max(1, size // 10) if self.quick else size


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one run stands on: an empty store, a broker, and a name that nobody used before.

    `store` and `broker` are addresses; `broker` is empty where a bench asks for none.
    """

    store: str
    broker: str
    name: str


Figures = Mapping[str, float]
"""What one run measured: a figure for each thing, told as `Row.what`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of those that are compared. `run` and `arguments` travel to another process."""

    run: Callable[..., Figures]
    unit: str
    arguments: Sequence[Any] = ()
    settings: Settings = field(default_factory=dict)
    runs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The median of the runs, and the lowest and highest of them."""

    what: str
    value: float
    unit: str
    range: tuple[float, float]
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a bench tells. Every ratio is better the higher it is."""

    bench: str
    rows: Sequence[Row]
    ratios: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def measure(
    sides: Sequence[Side], effort: Effort, *, broker: bool = False, packages: Sequence[str] = ()
) -> list[Row]:
    """Run the sides A B C A B C …; a row for each thing that any of them measured.

    The settings of each row tell the versions, those of `packages` too. A side with `runs` of
    its own takes part in so many rounds only.
    """
    measured: dict[str, list[float]] = {}
    side_of: dict[str, Side] = {}
    with ExitStack() as stack:
        running = stack.enter_context(brokers.broker()) if broker else None
        common = _versions(packages)
        if running is not None:
            common["broker"] = running.described
        for number in range(effort.runs):
            for side in sides:
                if side.runs is not None and number >= side.runs:
                    continue
                with stores.store() as store:
                    common["store"] = store.described
                    ground = Ground(
                        store=store.url,
                        broker=running.url if running else "",
                        name=f"bench-{uuid4().hex[:8]}",
                    )
                    figures = in_fresh_process(side.run, ground, *side.arguments)
                for what, value in figures.items():
                    measured.setdefault(what, []).append(value)
                    side_of[what] = side
                    tell(f"run {number + 1}: {what}: {value:,.3g} {side.unit}")
    return [
        Row(
            what=what,
            value=round(median(values), 4),
            unit=side_of[what].unit,
            range=(round(min(values), 4), round(max(values), 4)),
            settings={**common, "runs": len(values), **side_of[what].settings},
        )
        for what, values in measured.items()
    ]


def in_fresh_process(run: Callable[..., Figures], *arguments: Any) -> Figures:
    """In an interpreter that has imported and done nothing yet."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(run, *arguments).result()


def ratio(rows: Sequence[Row], one: str, other: str) -> float:
    """How many times the figure of `other` that of `one` is: medians by medians."""
    values = {row.what: row.value for row in rows}
    return round(values[one] / values[other], 2)


def tell(line: str) -> None:
    """Progress, beside the result."""
    print(line, file=sys.stderr, flush=True)


def _versions(packages: Sequence[str]) -> dict[str, Any]:
    named = ("pamong", "pymongo", "secantusdb", *packages)
    return {
        "python": platform.python_version(),
        "cores": multiprocessing.cpu_count(),
        "load before": round(os.getloadavg()[0], 1),
        **{name: version(name) for name in named},
    }
