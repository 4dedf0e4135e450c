"""How long a page takes when there is ten times as much to choose from.

The first page of each list, and one from the middle: when the office has few documents, and when
it has many.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID

from flask import Flask
from pymongo.collection import Collection

from benchmarks.bus import ACTOR, OFFICE
from benchmarks.handovers import a_handover
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure, ratio
from benchmarks.service import Caller, api_of, runtime_of, served
from benchmarks.supervised import supervise
from chassis.auth import Role
from chassis.ids import new_id
from chassis.lists import mark_of
from chassis.service import Service
from chassis.store import Document, connect, to_document
from notifications.app import SERVICE as NOTIFICATIONS
from notifications.domain.message import Message
from notifications.domain.person import Person
from notifications.domain.reminder import Subject
from notifications.unit import Unit as NotificationsUnit
from registry.app import SERVICE as REGISTRY
from supervision.app import SERVICE as SUPERVISION

NEEDS: tuple[str, ...] = ()
FEW, TIMES = 10_000, 10
AN_OFFICERS, A_PERSONS = 500, 100
SUSPENDED_IN, AT_ONCE, ASKED = 100, 1_000, 9
SETTINGS = {"asked": ASKED}
PAGES = ("first page", "middle page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, who asks for it, and the ids of what is on it."""

    name: str
    path: str
    role: Role
    ids: Sequence[UUID]
    user: UUID | None = None


LISTS = (
    "meetings of an officer",
    "meetings of an office",
    "orders of an office",
    "suspended orders of an office",
    "messages to a person",
    "messages of an office",
)


Filled = tuple[Service[Any], Sequence[Listing]]
Fill = Callable[[Ground, int], Filled]


def run(effort: Effort) -> Result:
    few = effort.of(FEW)
    many = few * TIMES
    sides = [
        Side(run=compare, unit="ms", arguments=[each, few, many], settings=SETTINGS, runs=1)
        for each in (meetings, orders, messages)
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


def compare(ground: Ground, fill: Fill, few: int, many: int) -> Figures:
    """Milliseconds for each page of each list, of few and of many asked for in turn."""
    seconds: dict[str, list[float]] = {}
    with ExitStack() as stack:
        places = {each: replace(ground, name=f"{ground.name}-{each}") for each in (few, many)}
        filled = {size: fill(place, size) for size, place in places.items()}
        ways = [
            (f"{each.name}, {page}, of {size}", caller, paths)
            for size, (service, lists) in filled.items()
            for api in [stack.enter_context(served(partial(_app, service, places[size])))]
            for each in lists
            for caller in [Caller(api, each.role, user=str(each.user or new_id()))]
            for page, paths in pages(each).items()
        ]
        for turn in range(ASKED):
            for what, caller, paths in ways:
                began = time.perf_counter()
                caller.get(paths[turn])
                seconds.setdefault(what, []).append(time.perf_counter() - began)
    return {what: median(taken) * 1_000 for what, taken in seconds.items()}


def pages(each: Listing) -> Mapping[str, Sequence[str]]:
    """What to ask for: the first page again and again, and pages from the middle third on."""
    places = [len(each.ids) * (ASKED + turn) // (3 * ASKED) for turn in range(ASKED)]
    middle = [f"{each.path}&after={each.ids[place]}" for place in places]
    return dict(zip(PAGES, ([each.path] * ASKED, middle), strict=True))


def meetings(ground: Ground, size: int) -> Filled:
    officer = new_id()
    with connect(ground.store) as client:
        runtime = runtime_of(SUPERVISION, client, ground.name)
        supervise(runtime, officer)
        kept = runtime.around.database["obligations"]
        pattern = kept.find_one({}) or {}
        kept.delete_many({})

        def another(number: int) -> Document:
            theirs = new_id() if number % (size // AN_OFFICERS) else officer
            return {**pattern, "officer_id": theirs, "case_id": new_id()}

        ids = insert(runtime.around.database["obligations"], another, size)
    path = "/v1/obligations?limit=50"
    return SUPERVISION, [
        Listing(
            name=LISTS[0],
            path=f"{path}&officer_id=me",
            role=Role.OFFICER,
            ids=ids[:: size // AN_OFFICERS],
            user=officer,
        ),
        Listing(name=LISTS[1], path=path, role=Role.SUPERVISOR, ids=ids),
    ]


def orders(ground: Ground, size: int) -> Filled:
    with served(partial(_app, REGISTRY, ground)) as api:
        Caller(api, Role.REGISTRAR).post("/v1/handovers", a_handover(1))
    with connect(ground.store) as client:
        kept = client[ground.name]["orders"]
        pattern = kept.find_one({}) or {}
        kept.delete_many({})

        def another(number: int) -> Document:
            own = {"person_id": new_id(), "number": os.urandom(8).hex()}
            return {**pattern, **own, "state": "active" if number % SUSPENDED_IN else "suspended"}

        ids = insert(kept, another, size)
    path, role = "/v1/orders?limit=50", Role.REGISTRAR
    return REGISTRY, [
        Listing(name=LISTS[2], path=path, role=role, ids=ids),
        Listing(name=LISTS[3], path=f"{path}&state=suspended", role=role, ids=ids[::SUSPENDED_IN]),
    ]


def messages(ground: Ground, size: int) -> Filled:
    person, now = new_id(), datetime.now(UTC)

    def know(unit: NotificationsUnit, _: None) -> None:
        unit.persons.add(Person(id=person, office_id=OFFICE))

    def another(number: int) -> Document:
        message = Message(
            id=new_id(),
            office_id=OFFICE,
            subject=Subject.OBLIGATION,
            subject_id=new_id(),
            template="meeting_soon",
            due=now,
            expires=now + timedelta(1),
            person_id=new_id() if number % (size // A_PERSONS) else person,
        )
        return {**to_document(message), "wakes": now}

    with connect(ground.store) as client:
        runtime = runtime_of(NOTIFICATIONS, client, ground.name)
        runtime.transact(know, None, office_id=OFFICE, actor=ACTOR)
        ids = insert(runtime.around.database["messages"], another, size)
    path, role = "/v1/messages?limit=50", Role.HEAD
    of_person = ids[:: size // A_PERSONS]
    return NOTIFICATIONS, [
        Listing(name=LISTS[4], path=f"{path}&person_id={person}", role=role, ids=of_person),
        Listing(name=LISTS[5], path=path, role=role, ids=ids),
    ]


def insert(
    kept: Collection[Document], another: Callable[[int], Document], size: int
) -> Sequence[UUID]:
    """So many, as a repository keeps them; their ids, in order."""
    ids = [new_id() for _ in range(size)]
    for first in range(0, size, AT_ONCE):
        numbered = enumerate(ids[first : first + AT_ONCE], first)
        kept.insert_many([_marked(another(number), each) for number, each in numbered])
    return ids


def _marked(document: Document, ident: UUID) -> Document:
    plain = {name: each for name, each in document.items() if name != "mark"}
    mark = mark_of(ident)
    return {**plain, "_id": ident, **({"mark": mark} if mark else {})}


def _app(service: Service[Any], ground: Ground) -> Flask:
    return api_of(runtime_of(service, connect(ground.store), ground.name))
