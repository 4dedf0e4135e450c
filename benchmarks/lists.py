"""How long a page takes when there is ten times as much to choose from.

An officer's meetings among those of more and more officers, and the orders of an office that has
more and more of them: their first page, and one from the middle.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from statistics import median
from typing import Any
from uuid import UUID

from benchmarks.handovers import a_handover
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure, ratio
from benchmarks.service import Caller, api_of, runtime_of, served
from benchmarks.supervised import supervise
from chassis.auth import Role
from chassis.ids import new_id
from chassis.service import Service
from chassis.store import Document, Store, connect
from registry.app import SERVICE as REGISTRY
from supervision.app import SERVICE as SUPERVISION

NEEDS: tuple[str, ...] = ()
FEW, TIMES = 5_000, 10
AN_OFFICERS, AT_ONCE, ASKED = 500, 1_000, 7
PAGES = ("first page", "middle page")
LISTS = ("meetings of an officer", "orders of an office")


def run(effort: Effort) -> Result:
    few = effort.of(FEW)
    many = few * TIMES
    sides = [
        Side(
            run=each,
            unit="ms",
            arguments=[size],
            settings={"documents": size, "asked": ASKED},
            runs=1,
        )
        for each in (meetings, orders)
        for size in (few, many)
    ]
    rows = measure(sides, effort)
    return Result(
        bench="lists",
        rows=rows,
        ratios={
            f"flat_{what}_{page}".replace(" ", "_"): ratio(
                rows, f"{what}, {page}, of {few}", f"{what}, {page}, of {many}"
            )
            for what in LISTS
            for page in PAGES
        },
    )


def meetings(ground: Ground, size: int) -> Figures:
    officer = new_id()
    with connect(ground.store) as client:
        runtime = runtime_of(SUPERVISION, client, ground.name)
        supervise(runtime, officer)
        kept = runtime.around.database["obligations"]
        pattern = kept.find_one({}) or {}
        kept.delete_many({})
        officers = [officer, *(new_id() for _ in range(size // AN_OFFICERS - 1))]

        def another(number: int) -> Document:
            theirs = officers[number % len(officers)]
            return {**pattern, "_id": new_id(), "officer_id": theirs, "case_id": new_id()}

        ids = fill(runtime.around.database, "obligations", another, size)[:: len(officers)]
    path = "/v1/obligations?officer_id=me"
    asked = paged(ground, SUPERVISION, Role.OFFICER, str(officer), path, ids)
    return {f"{LISTS[0]}, {page}, of {size}": each for page, each in asked.items()}


def orders(ground: Ground, size: int) -> Figures:
    with connect(ground.store) as client:
        runtime_of(REGISTRY, client, ground.name)
    with served(lambda: api_of(runtime_of(REGISTRY, connect(ground.store), ground.name))) as api:
        Caller(api, Role.REGISTRAR).post("/v1/handovers", a_handover(1))
    with connect(ground.store) as client:
        pattern = client[ground.name]["orders"].find_one({}) or {}

        def another(number: int) -> Document:
            own = {"_id": new_id(), "person_id": new_id(), "number": os.urandom(8).hex()}
            return {**pattern, **own}

        ids = fill(client[ground.name], "orders", another, size)
    asked = paged(ground, REGISTRY, Role.REGISTRAR, str(new_id()), "/v1/orders?limit=50", ids)
    return {f"{LISTS[1]}, {page}, of {size}": each for page, each in asked.items()}


def fill(
    store: Store, collection: str, another: Callable[[int], Document], size: int
) -> Sequence[UUID]:
    """So many documents more; their ids, in order."""
    made = (another(number) for number in range(size))
    ids: list[UUID] = []
    while batch := list(islice(made, AT_ONCE)):
        store[collection].insert_many(batch, ordered=False)
        ids += [each["_id"] for each in batch]
    return ids


def paged(
    ground: Ground, service: Service[Any], role: Role, user: str, path: str, ids: Sequence[UUID]
) -> Mapping[str, float]:
    """Milliseconds for the first page, and for the one from the middle of `ids` on."""
    app = lambda: api_of(runtime_of(service, connect(ground.store), ground.name))  # noqa: E731
    with served(app) as api:
        calls = Caller(api, role, user=user)
        paths = dict(zip(PAGES, (path, f"{path}&after={ids[len(ids) // 2]}"), strict=True))
        return {page: milliseconds(calls, each) for page, each in paths.items()}


def milliseconds(calls: Caller, path: str) -> float:
    calls.get(path)
    seconds = []
    for _ in range(ASKED):
        began = time.perf_counter()
        calls.get(path)
        seconds.append(time.perf_counter() - began)
    return median(seconds) * 1_000
