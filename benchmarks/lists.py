"""How long a page takes when there is ten times as much to choose from.

The first page of each list, and one from the middle: when the office has few documents, and when
it has many.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import median
from typing import Any
from uuid import UUID

from benchmarks.bus import ACTOR, OFFICE
from benchmarks.handovers import a_handover
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure, ratio
from benchmarks.service import Caller, api_of, runtime_of, served
from benchmarks.supervised import supervise
from chassis.auth import Role
from chassis.ids import new_id
from chassis.lists import mark_of
from chassis.service import Service
from chassis.store import Document, Store, connect, to_document
from notifications.app import SERVICE as NOTIFICATIONS
from notifications.domain.message import Message
from notifications.domain.person import Person
from notifications.domain.reminder import Subject
from notifications.unit import Unit as NotificationsUnit
from registry.app import SERVICE as REGISTRY
from supervision.app import SERVICE as SUPERVISION

NEEDS: tuple[str, ...] = ()
FEW, TIMES = 10_000, 10
AN_OFFICERS, A_PERSONS, A_SUSPENDED, AT_ONCE, ASKED = 500, 100, 100, 1_000, 7
PAGES = ("first page", "middle page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, who asks for it, and what is on it."""

    name: str
    path: str
    role: Role
    has: Callable[[Document], bool] = lambda _: True
    user: UUID | None = None


LISTS = (
    "meetings of an officer",
    "meetings of an office",
    "orders of an office",
    "suspended orders of an office",
    "messages to a person",
    "messages of an office",
)


def run(effort: Effort) -> Result:
    few = effort.of(FEW)
    many = few * TIMES
    sides = [
        Side(run=each, unit="ms", arguments=[few, many], settings={"asked": ASKED}, runs=1)
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


def meetings(ground: Ground, few: int, many: int) -> Figures:
    officer = new_id()
    with connect(ground.store) as client:
        runtime = runtime_of(SUPERVISION, client, ground.name)
        supervise(runtime, officer)
        kept = runtime.around.database["obligations"]
        pattern = kept.find_one({}) or {}
        kept.delete_many({})

    def another(number: int) -> Document:
        theirs = officer if _is_of_few(number, AN_OFFICERS, few) else new_id()
        return {**pattern, "officer_id": theirs, "case_id": new_id()}

    lists = [
        Listing(
            name=LISTS[0],
            path="/v1/obligations?officer_id=me&limit=50",
            role=Role.OFFICER,
            has=lambda each: bool(each["officer_id"] == officer),
            user=officer,
        ),
        Listing(name=LISTS[1], path="/v1/obligations?limit=50", role=Role.SUPERVISOR),
    ]
    return grown(ground, SUPERVISION, "obligations", another, lists, (few, many))


def orders(ground: Ground, few: int, many: int) -> Figures:
    with connect(ground.store) as client:
        runtime_of(REGISTRY, client, ground.name)
    with served(lambda: api_of(runtime_of(REGISTRY, connect(ground.store), ground.name))) as api:
        Caller(api, Role.REGISTRAR).post("/v1/handovers", a_handover(1))
    with connect(ground.store) as client:
        pattern = client[ground.name]["orders"].find_one({}) or {}

    def another(number: int) -> Document:
        own = {"person_id": new_id(), "number": os.urandom(8).hex()}
        return {**pattern, **own, "state": "active" if number % A_SUSPENDED else "suspended"}

    lists = [
        Listing(name=LISTS[2], path="/v1/orders?limit=50", role=Role.REGISTRAR),
        Listing(
            name=LISTS[3],
            path="/v1/orders?state=suspended&limit=50",
            role=Role.REGISTRAR,
            has=lambda each: bool(each["state"] == "suspended"),
        ),
    ]
    return grown(ground, REGISTRY, "orders", another, lists, (few, many))


def messages(ground: Ground, few: int, many: int) -> Figures:
    person, now = new_id(), datetime.now(UTC)

    def know(unit: NotificationsUnit, _: None) -> None:
        unit.persons.add(Person(id=person, office_id=OFFICE))

    with connect(ground.store) as client:
        runtime = runtime_of(NOTIFICATIONS, client, ground.name)
        runtime.transact(know, None, office_id=OFFICE, actor=ACTOR)

    def another(number: int) -> Document:
        message = Message(
            id=new_id(),
            office_id=OFFICE,
            subject=Subject.OBLIGATION,
            subject_id=new_id(),
            template="meeting_soon",
            due=now,
            expires=now + timedelta(1),
            person_id=person if _is_of_few(number, A_PERSONS, few) else new_id(),
        )
        return {**to_document(message), "wakes": now}

    lists = [
        Listing(
            name=LISTS[4],
            path=f"/v1/messages?person_id={person}&limit=50",
            role=Role.HEAD,
            has=lambda each: bool(each["person_id"] == person),
        ),
        Listing(name=LISTS[5], path="/v1/messages?limit=50", role=Role.HEAD),
    ]
    return grown(ground, NOTIFICATIONS, "messages", another, lists, (few, many))


def _is_of_few(number: int, how_many: int, few: int) -> bool:
    """So many of the first few, and none of the others."""
    return number < few and number % (few // how_many) == 0


def grown(
    ground: Ground,
    service: Service[Any],
    collection: str,
    another: Callable[[int], Document],
    lists: Sequence[Listing],
    sizes: Sequence[int],
) -> Figures:
    """Milliseconds for each page of each list, whenever the collection has got so many more."""
    figures: dict[str, float] = {}
    ids: dict[str, list[UUID]] = {each.name: [] for each in lists}
    have = 0
    for size in sizes:
        with connect(ground.store) as client:
            made = map(another, range(have, size))
            fill(client[ground.name], collection, made, lists, ids)
        have = size
        app = lambda: api_of(runtime_of(service, connect(ground.store), ground.name))  # noqa: E731
        with served(app) as api:
            for each in lists:
                calls = Caller(api, each.role, user=str(each.user or new_id()))
                for page, paths in pages(each.path, ids[each.name]).items():
                    figures[f"{each.name}, {page}, of {size}"] = milliseconds(calls, paths)
    return figures


def fill(
    store: Store,
    collection: str,
    made: Iterator[Document],
    lists: Sequence[Listing],
    ids: Mapping[str, list[UUID]],
) -> None:
    """Put in what is made, as a repository would; note the ids of what is on which list."""
    while batch := [_kept(each) for each in islice(made, AT_ONCE)]:
        store[collection].insert_many(batch, ordered=False)
        for each in lists:
            ids[each.name].extend(kept["_id"] for kept in batch if each.has(kept))


def _kept(document: Document) -> Document:
    ident = new_id()
    plain = {name: each for name, each in document.items() if name != "mark"}
    mark = mark_of(ident)
    return {**plain, "_id": ident, **({"mark": mark} if mark else {})}


def pages(path: str, ids: Sequence[UUID]) -> Mapping[str, Sequence[str]]:
    """What to ask for: the first page again and again, and pages from the middle third on."""
    places = [len(ids) * (ASKED + each) // (3 * ASKED) for each in range(ASKED)]
    middle = [f"{path}&after={ids[each]}" for each in places]
    return dict(zip(PAGES, ([path] * ASKED, middle), strict=True))


def milliseconds(calls: Caller, paths: Sequence[str]) -> float:
    calls.get(paths[0])
    seconds = []
    for each in paths:
        began = time.perf_counter()
        calls.get(each)
        seconds.append(time.perf_counter() - began)
    return median(seconds) * 1_000
