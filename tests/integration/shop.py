"""Tiny services to try the bus with: `north` counts, `east` greets, `south` writes it all down."""

from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.clock import SystemClock
from chassis.events import fact
from chassis.handlers import Handler, follows
from chassis.ids import new_id
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.repository import Repository
from chassis.service import Runtime, Service
from chassis.store import Client
from chassis.unit import Actor, Surroundings, UnitOfWork

MASTER_KEY = b"k" * 96
OFFICE = "jakarta-timur-utara"
ACTOR = Actor(id="rini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts what happened to one person; the same shape on all sides."""

    id: UUID
    office_id: str
    version: int = 0
    count: int = 0
    seen: tuple[int, ...] = ()
    greeted: int = 0


@fact("north.counted", subject="tally_id", person="tally_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    tally_id: UUID
    count: int


@fact("east.greeted", subject="greeting_id", person="tally_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class Greeted:
    greeting_id: UUID
    tally_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSeen:
    tally_id: UUID
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GreetedSeen:
    tally_id: UUID


class Tallies(Repository[Tally]):
    name = "tallies"
    shape = Tally

    def counted_at_least(self, count: int) -> list[Tally]:
        return self._many({"count": {"$gte": count}})


class Unit(UnitOfWork):
    @cached_property
    def tallies(self) -> Tallies:
        return Tallies(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    tally_id: UUID
    times: int = 1


def count(unit: Unit, order: Count) -> Tally:
    """Count up `times`, each told as an event of its own."""
    tally = unit.tallies.get_or_none(order.tally_id)
    kept = tally or unit.tallies.add(Tally(id=order.tally_id, office_id=unit.office_id))
    for _ in range(order.times):
        kept = unit.tallies.save(replace(kept, count=kept.count + 1))
        unit.publish(Counted(tally_id=kept.id, count=kept.count))
    return kept


def add_new(unit: Unit, order: Count) -> Tally:
    """A new tally, without reading anything first."""
    return unit.tallies.add(Tally(id=order.tally_id, office_id=unit.office_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Greet:
    tally_id: UUID
    greeting_id: UUID


def greet(unit: Unit, order: Greet) -> Tally:
    kept = unit.tallies.get_or_none(order.greeting_id)
    greeting = kept or unit.tallies.add(Tally(id=order.greeting_id, office_id=unit.office_id))
    greeting = unit.tallies.save(replace(greeting, greeted=greeting.greeted + 1))
    unit.publish(Greeted(greeting_id=order.greeting_id, tally_id=order.tally_id))
    return greeting


class Poison(Exception):
    """The handler was told to fail."""


POISONED: set[UUID] = set()
"""Whose events the handlers fail on; emptied after every test."""


@follows("north.counted", version=1)
def add_up(unit: Unit, event: CountedSeen) -> None:
    """Every event counts once, in order: a second application or a swap would show."""
    if event.tally_id in POISONED:
        raise Poison(f"name of {event.tally_id}")
    tally = unit.tallies.get_or_none(event.tally_id)
    kept = tally or unit.tallies.add(Tally(id=event.tally_id, office_id=unit.office_id))
    kept = unit.tallies.save(replace(kept, count=kept.count + 1, seen=(*kept.seen, event.count)))


@follows("east.greeted", version=1)
def note_greeting(unit: Unit, event: GreetedSeen) -> None:
    """Of a person who is not known here yet, it is missing."""
    tally = unit.tallies.get(event.tally_id)
    unit.tallies.save(replace(tally, greeted=tally.greeted + 1))


HANDLERS = {
    "north.counted": Handler("north.counted", 1, add_up, CountedSeen),
    "east.greeted": Handler("east.greeted", 1, note_greeting, GreetedSeen),
}


def a_service(name: str, client: Client, prefix: str, **more: object) -> Runtime[Unit]:
    """`name` with a database of its own, ready to use."""
    database = client[f"{prefix}_{name}"]
    around = Surroundings(
        service=name,
        client=client,
        database=database,
        clock=SystemClock(),
        vault=Vault(client, database, MASTER_KEY),
        zone=ZoneInfo("Asia/Jakarta"),
        peers=Peers({}, lambda: ""),
    )
    declared = {"name": name, "unit": Unit, "repositories": (Tallies,), **more}
    runtime: Runtime[Unit] = Runtime(Service(**declared), around)  # type: ignore[arg-type]
    runtime.prepare()
    return runtime


def a_tally() -> UUID:
    return new_id()
