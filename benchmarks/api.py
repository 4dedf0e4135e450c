"""One request after another: Pamong's API beside bare handlers that write and read the same.

Created is a handover: person, order, its number, by what it is known again, events, audit entry,
idempotency key. Read is a meeting that is owed, and a person; where a person reads of a person
that is recorded, on both sides. Both are served alike, each by a process of its own, and take
turns within a run, a few requests each.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import count, cycle
from typing import Any
from uuid import UUID

from flask import Flask

from benchmarks import bare_api
from benchmarks.handovers import a_handover
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure, ratio
from benchmarks.service import Caller, api_of, runtime_of, served
from benchmarks.supervised import supervise
from chassis.auth import Role
from chassis.ids import new_id
from chassis.service import Service
from chassis.store import Store, connect
from registry.app import SERVICE as REGISTRY
from supervision.app import SERVICE as SUPERVISION

NEEDS = ()
REQUESTS, TURN = 300, 20
PERSONS = 100
PAMONG, BARE = "pamong", "bare"
Ask = Callable[[], object]


def run(effort: Effort) -> Result:
    requests = effort.of(REQUESTS)
    settings = {"requests": requests, "clients": 1}
    sides = [
        Side(run=each, unit="requests/s", arguments=[requests], settings=settings)
        for each in (create, read, read_by_officer, read_person)
    ]
    rows = measure(sides, effort, packages=("flask", "waitress", "marshmallow"))

    def vs(what: str, bare: str = "") -> float:
        return ratio(rows, f"Pamong: {what}", f"bare: {bare or what}")

    return Result(
        bench="api",
        rows=rows,
        ratios={
            "create_vs_bare": vs("create"),
            "create_vs_bare_in_bulk": vs("create", "create in bulk"),
            "read_vs_bare": vs("read"),
            "read_by_officer_vs_bare": vs("read by officer"),
            "read_person_vs_bare": vs("read person"),
        },
    )


def create(ground: Ground, requests: int) -> Figures:
    with connect(ground.store) as client:
        runtime_of(REGISTRY, client, BARE)
    with both(ground, REGISTRY, bare_api.registering) as (pamong, bare):
        registrar = Caller(pamong, Role.REGISTRAR)
        registrar.post("/v1/handovers", a_handover(0))  # what the bare ones are like
        return in_turn(
            {
                "bare: create": posting(Caller(bare), "/handovers"),
                "bare: create in bulk": posting(Caller(bare), "/handovers-in-bulk"),
                "Pamong: create": posting(registrar, "/v1/handovers"),
            },
            requests,
        )


def read(ground: Ground, requests: int) -> Figures:
    """By another program, whose readings are not recorded."""
    ids = meetings(ground, new_id())
    showing = partial(bare_api.showing, name="obligations", record=False)
    with both(ground, SUPERVISION, showing) as (pamong, bare):
        return in_turn(
            {
                "Pamong: read": reading(Caller(pamong, Role.SERVICE), "/v1/obligations/", ids),
                "bare: read": reading(Caller(bare), "/", ids),
            },
            requests,
        )


def read_by_officer(ground: Ground, requests: int) -> Figures:
    officer = new_id()
    ids = meetings(ground, officer)
    showing = partial(bare_api.showing, name="obligations", record=True)
    with both(ground, SUPERVISION, showing) as (pamong, bare):
        own = Caller(pamong, Role.OFFICER, user=str(officer))
        return in_turn(
            {
                "Pamong: read by officer": reading(own, "/v1/obligations/", ids),
                "bare: read by officer": reading(Caller(bare), "/", ids),
            },
            requests,
        )


def read_person(ground: Ground, requests: int) -> Figures:
    showing = partial(bare_api.showing, name="persons", record=True)
    with both(ground, REGISTRY, showing) as (pamong, bare):
        registrar = Caller(pamong, Role.REGISTRAR)
        ids = [
            UUID(registrar.post("/v1/handovers", a_handover(number))["person_id"])
            for number in range(PERSONS)
        ]
        return in_turn(
            {
                "Pamong: read person": reading(registrar, "/v1/persons/", ids),
                "bare: read person": reading(Caller(bare), "/", ids),
            },
            requests,
        )


@contextmanager
def both(
    ground: Ground, service: Service[Any], bare: Callable[[Store], Flask]
) -> Iterator[tuple[HTTPConnection, HTTPConnection]]:
    """Pamong's service, and the bare app, which finds what Pamong wrote in the same store."""

    def pamong() -> Flask:
        return api_of(runtime_of(service, connect(ground.store), PAMONG))

    with (
        served(pamong) as ours,
        served(lambda: bare(connect(ground.store)[PAMONG])) as theirs,
    ):
        yield ours, theirs


def meetings(ground: Ground, officer: UUID) -> Sequence[UUID]:
    """Meetings that the officer's clients owe."""
    with connect(ground.store) as client:
        supervision = runtime_of(SUPERVISION, client, PAMONG)
        supervise(supervision, officer)
        owed = supervision.around.database["obligations"].find({}, {"_id": 1})
        return [each["_id"] for each in owed]


def posting(calls: Caller, path: str) -> Ask:
    """Each of somebody else."""
    numbers = count(1)
    return lambda: calls.post(path, a_handover(next(numbers)))


def reading(calls: Caller, path: str, ids: Sequence[UUID]) -> Ask:
    """Each another one, until it is the first one's turn again."""
    turns = cycle(ids)
    return lambda: calls.get(f"{path}{next(turns)}")


def in_turn(sides: Mapping[str, Ask], requests: int) -> Figures:
    """Requests a second of each; a first turn warms up."""
    seconds = dict.fromkeys(sides, 0.0)
    turns = max(1, requests // TURN)
    for turn in range(turns + 1):
        for what, ask in sides.items():
            began = time.perf_counter()
            for _ in range(TURN):
                ask()
            if turn:
                seconds[what] += time.perf_counter() - began
    return {what: turns * TURN / each for what, each in seconds.items()}
