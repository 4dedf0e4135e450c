"""Lists that grow with the office: whole, in order, and read a stretch at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from pymongo import MongoClient, monitoring
from pymongo.database import Database

from chassis.clock import SystemClock
from chassis.lists import Listed
from chassis.paging import Page
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.service import Runtime, Service
from chassis.store import Client, Document, ensure
from chassis.unit import Actor, Surroundings, UnitOfWork
from notifications.app import SERVICE as NOTIFICATIONS
from registry.app import SERVICE as REGISTRY
from supervision.app import SERVICE as SUPERVISION
from training.app import SERVICE as TRAINING

HERE, ELSEWHERE = "jakarta-timur-utara", "bandung"
MANY, AT_ONCE = 3_000, 500
Where = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheep:
    """Few are black, and the grey ones came last."""

    id: UUID
    office_id: str = HERE
    version: int = 0
    colour: str = "white"
    legs: int = 4


class Flock(Listed[Sheep]):
    name = "flock"
    shape = Sheep
    lists = ((), ("colour",))

    def page(self, page: Page, where: Where) -> list[Sheep]:
        return self._page(page, where)

    def page_of_few(self, page: Page, where: Where) -> list[Sheep]:
        rest = {name: each for name, each in where.items() if name != "colour"}
        return self._page_of_few(page, {"colour": where["colour"]}, rest)


class Unit(UnitOfWork):
    @cached_property
    def flock(self) -> Flock:
        return Flock(self)


class Fold:
    """A service that keeps sheep."""

    def __init__(self, client: Client, name: str) -> None:
        database = client[name]
        around = Surroundings(
            service="fold",
            client=client,
            database=database,
            clock=SystemClock(),
            vault=Vault(client, database, b"k" * 96),
            zone=ZoneInfo("Asia/Jakarta"),
            peers=Peers({}, lambda: ""),
        )
        self._runtime = Runtime(Service(name="fold", unit=Unit, repositories=(Flock,)), around)
        self._runtime.prepare()
        self.kept = database["flock"]

    def add(self, sheep: Sequence[Sheep]) -> None:
        def command(unit: Unit, some: Sequence[Sheep]) -> None:
            for each in some:
                unit.flock.add(each)

        for first in range(0, len(sheep), AT_ONCE):
            self._do(command, sheep[first : first + AT_ONCE])

    def paint(self, sheep: Sheep, colour: str) -> None:
        def command(unit: Unit, ident: UUID) -> None:
            unit.flock.save(replace(unit.flock.get(ident), colour=colour))

        self._do(command, sheep.id)

    def page(self, page: Page, where: Where) -> list[UUID]:
        return self._ask(lambda unit, _: unit.flock.page(page, where))

    def page_of_few(self, page: Page, where: Where) -> list[UUID]:
        return self._ask(lambda unit, _: unit.flock.page_of_few(page, where))

    def _do(self, command: Callable[[Unit, Any], Any], order: Any) -> None:
        self._runtime.transact(command, order, office_id=HERE, actor=Actor(id="rini"))

    def _ask(self, question: Callable[[Unit, None], list[Sheep]]) -> list[UUID]:
        found = self._runtime.read(question, None, office_id=HERE, actor=Actor(id="rini"))
        return [each.id for each in found]


def ids(chance: Random) -> Iterator[UUID]:
    """As they are made: one after the other, and at random at their ends."""
    for number in range(1, 1 << 40):
        yield UUID(int=number << 80 | chance.getrandbits(40))


def some_sheep(many: int, chance: Random) -> list[Sheep]:
    def one(number: int, ident: UUID) -> Sheep:
        grey = "grey" if number > many * 2 // 3 else "white"
        return Sheep(
            id=ident,
            office_id=chance.choice([HERE, HERE, HERE, ELSEWHERE]),
            colour=chance.choices([grey, "black"], [50, 1])[0],
            legs=chance.choice([3, 4]),
        )

    return [one(number, ident) for number, ident in zip(range(many), ids(chance), strict=False)]


MADE = some_sheep(MANY, Random("sheep"))


@pytest.fixture(scope="module")
def fold(store_client: Client) -> Iterator[Fold]:
    kept = Fold(store_client, "test-fold")
    kept.add(MADE)
    yield kept
    store_client.drop_database("test-fold")


def ours(where: Where, *, newest_first: bool = False) -> list[UUID]:
    """Those of the office that are so, in the order of a list."""
    found = [
        each.id
        for each in MADE
        if each.office_id == HERE and all(getattr(each, name) == is_ for name, is_ in where.items())
    ]
    return found[::-1] if newest_first else found


def pages(
    read: Callable[[Page, Where], list[UUID]],
    where: Where,
    *,
    limit: int = 50,
    newest_first: bool = False,
) -> Iterator[list[UUID]]:
    """Every page, one after the other, as somebody asks who turns them."""
    page = Page(limit=limit, newest_first=newest_first)
    while found := read(page, where):
        yield found
        page = replace(page, after=found[-1])


WHERES: list[Where] = [
    {},
    {"colour": "white"},
    {"colour": "grey"},
    {"colour": "black"},
    {"legs": 3},
    {"colour": "black", "legs": 3},
    {"colour": "pink"},
]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("where", WHERES, ids=str)
def test_all_pages_together_have_everything_once_and_in_order(
    fold: Fold, where: Where, newest_first: bool
):
    wanted = ours(where, newest_first=newest_first)
    turned = list(pages(fold.page, where, newest_first=newest_first))
    assert [each for page in turned for each in page] == wanted
    assert all(len(page) == 50 for page in turned[:-1])


@pytest.mark.parametrize("limit", [1, 501])
def test_a_page_has_as_many_as_were_asked_for(fold: Fold, limit: int):
    wanted = ours({"legs": 3})
    assert fold.page(Page(limit=limit), {"legs": 3}) == wanted[:limit]
    assert fold.page(Page(limit=limit, after=wanted[9]), {"legs": 3}) == wanted[10:][:limit]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("where", [each for each in WHERES if "colour" in each], ids=str)
def test_where_few_come_into_question_pages_are_the_same(
    fold: Fold, where: Where, newest_first: bool
):
    turned = pages(fold.page_of_few, where, newest_first=newest_first)
    wanted = ours(where, newest_first=newest_first)
    assert [each for page in turned for each in page] == wanted


def test_what_comes_between_two_pages_is_no_reason_to_lose_or_repeat_others(
    store_client: Client, request: pytest.FixtureRequest
):
    chance = Random("meanwhile")
    first = [Sheep(id=each) for each, _ in zip(ids(chance), range(600), strict=False)]
    fold = Fold(store_client, "test-fold-meanwhile")
    request.addfinalizer(lambda: store_client.drop_database("test-fold-meanwhile"))
    fold.add(first)
    turned: list[UUID] = []
    for page in pages(fold.page, {"colour": "white"}, limit=20):
        turned += page
        near = [UUID(int=each.int + chance.choice([-1, 1]) * 256) for each in page[::4]]
        if len(turned) < 2_000:
            fold.add([Sheep(id=each) for each in near])
    assert turned == sorted(set(turned))
    assert {each.id for each in first} <= set(turned)


class Asked(monitoring.CommandListener):
    """With which conditions the flock was looked through.

    `meanwhile`: what somebody else does just before sheep are read whose ids were found.
    """

    def __init__(self, meanwhile: Callable[[], Any] = lambda: None) -> None:
        self.filters: list[Document] = []
        self._meanwhile = meanwhile

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command.get("find") == "flock":
            self.filters.append(dict(event.command["filter"]))
            if "$in" in event.command["filter"].get("_id", {}):
                self._meanwhile()

    def ids_at_once(self) -> list[int]:
        """How many sheep were asked for by their ids, each time."""
        return [len(each["_id"]["$in"]) for each in self.filters if "$in" in each.get("_id", {})]

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


def watched_by(asked: Asked, url: str) -> MongoClient[Document]:
    return MongoClient(url, event_listeners=[asked], tz_aware=True, uuidRepresentation="standard")


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("where", [{}, {"colour": "white"}, {"legs": 3}], ids=str)
def test_no_page_looks_at_more_than_lies_near(
    fold: Fold, store_url: str, where: Where, newest_first: bool
):
    asked = Asked()
    wanted = ours(where, newest_first=newest_first)
    with watched_by(asked, store_url) as watched:
        again = Fold(watched, "test-fold")
        for after in (None, wanted[len(wanted) // 3]):
            asked.filters.clear()
            assert len(again.page(Page(after=after, newest_first=newest_first), where)) == 50
            looked_at = sum(map(fold.kept.count_documents, asked.filters))
            assert looked_at < MANY // 5


@pytest.mark.parametrize("read", [Fold.page, Fold.page_of_few], ids=["of_many", "of_few"])
def test_what_is_no_longer_so_when_it_is_read_is_not_shown(
    store_client: Client,
    store_url: str,
    request: pytest.FixtureRequest,
    read: Callable[[Fold, Page, Where], list[UUID]],
):
    sheep = [Sheep(id=each) for each, _ in zip(ids(Random("painted")), range(9), strict=False)]
    fold = Fold(store_client, "test-fold-restless")
    request.addfinalizer(lambda: store_client.drop_database("test-fold-restless"))
    fold.add(sheep)
    painted = {"_id": sheep[1].id}, {"$set": {"colour": "black"}}
    with watched_by(Asked(lambda: fold.kept.update_one(*painted)), store_url) as watched:
        found = read(
            Fold(watched, "test-fold-restless"), Page(limit=3), {"colour": "white", "legs": 4}
        )
    assert found == [sheep[each].id for each in (0, 2, 3)]


def test_without_marks_no_more_are_asked_for_at_once_than_a_stretch_has(
    store_client: Client,
    store_url: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("chassis.lists.FARTHEST", 64)
    fold = Fold(store_client, "test-fold-unmarked")
    request.addfinalizer(lambda: store_client.drop_database("test-fold-unmarked"))
    fold.add(MADE[:400])
    fold.kept.update_many({}, {"$unset": {"mark": ""}})
    asked = Asked()
    with watched_by(asked, store_url) as watched:
        found = Fold(watched, "test-fold-unmarked").page(Page(limit=70), {"legs": 3})
    assert found == ours({"legs": 3})[:70]
    assert asked.ids_at_once() == [64, 64, 64]


def test_without_marks_a_list_is_the_same(store_client: Client, request: pytest.FixtureRequest):
    fold = Fold(store_client, "test-fold-unmarked")
    request.addfinalizer(lambda: store_client.drop_database("test-fold-unmarked"))
    fold.add(MADE[:400])
    fold.kept.update_many({}, {"$unset": {"mark": ""}})
    turned = pages(fold.page, {})
    assert [each for page in turned for each in page] == [
        each for each in ours({}) if each <= MADE[399].id
    ]


def test_a_mark_stays_when_what_bears_it_changes(
    store_client: Client, request: pytest.FixtureRequest
):
    fold = Fold(store_client, "test-fold-painted")
    request.addfinalizer(lambda: store_client.drop_database("test-fold-painted"))
    dolly = Sheep(id=UUID(int=1 << 80 | 0xD0100))
    fold.add([dolly])
    fold.paint(dolly, "black")
    kept = fold.kept.find_one({}) or {}
    assert kept["colour"] == "black"
    assert kept["mark"] == 2


LISTS = [
    (each, fields)
    for service in (NOTIFICATIONS, REGISTRY, SUPERVISION, TRAINING)
    for each in service.repositories
    if issubclass(each, Listed)
    for fields in each.lists
]


@pytest.mark.parametrize(
    ("repository", "fields"), LISTS, ids=[f"{each.__module__}-{by}" for each, by in LISTS]
)
def test_every_list_of_a_service_and_its_marks_have_an_index(
    database: Database[Document], repository: type[Listed[Any]], fields: Sequence[str]
):
    ensure(database, [repository.plan()])
    found_by = dict.fromkeys(("office_id", *fields), "one")
    for bears in ({}, {"mark": 1}):
        query = {**found_by, **bears, "_id": Page().until(None)}
        plan = str(database[repository.name].find(query).explain()["queryPlanner"]["winningPlan"])
        assert "IXSCAN" in plan
        assert ("marks_of_" in plan) == bool(bears)
