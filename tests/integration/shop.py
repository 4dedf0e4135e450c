"""A tiny pair of services to try the bus with: `north` publishes counts, `south` adds them up."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.clock import SystemClock
from chassis.events import fact
from chassis.handlers import follows
from chassis.ids import new_id
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.repository import Repository
from chassis.service import Runtime, Service
from chassis.store import Client
from chassis.unit import Surroundings, UnitOfWork

MASTER_KEY = b"k" * 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts what happened; the same shape on both sides."""

    id: UUID
    office_id: str
    version: int = 0
    count: int = 0
    seen: tuple[int, ...] = ()


@fact("north.counted", subject="tally_id", person="tally_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    tally_id: UUID
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSeen:
    tally_id: UUID
    count: int


class Tallies(Repository[Tally]):
    name = "tallies"
    shape = Tally


class Unit(UnitOfWork):
    @cached_property
    def tallies(self) -> Tallies:
        return Tallies(self)


def count(unit: Unit, tally_id: UUID, times: int = 1) -> Tally:
    """Count up `times`, each told as an event of its own."""
    tally = unit.tallies.get_or_none(tally_id)
    kept = tally or unit.tallies.add(Tally(id=tally_id, office_id=unit.office_id))
    for _ in range(times):
        more = Tally(
            id=kept.id, office_id=kept.office_id, version=kept.version, count=kept.count + 1
        )
        kept = unit.tallies.save(more)
        unit.publish(Counted(tally_id=kept.id, count=kept.count))
    return kept


class Poison(Exception):
    """The handler was told to fail."""


POISONED: set[UUID] = set()


@follows("north.counted", version=1)
def add_up(unit: Unit, event: CountedSeen) -> None:
    if event.tally_id in POISONED:
        raise Poison
    tally = unit.tallies.get_or_none(event.tally_id)
    kept = tally or unit.tallies.add(Tally(id=event.tally_id, office_id=unit.office_id))
    unit.tallies.save(
        Tally(
            id=kept.id,
            office_id=kept.office_id,
            version=kept.version,
            count=kept.count + 1,
            seen=(*kept.seen, event.count),
        )
    )


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
    runtime = Runtime(Service(name=name, unit=Unit, repositories=(Tallies,), **more), around)  # type: ignore[arg-type]
    runtime.prepare()
    return runtime


def a_tally() -> UUID:
    return new_id()
