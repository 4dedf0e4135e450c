"""What goes over the bus while it is measured: a source's events, and a service that follows.

Every event is applied with one view document written and one event published that follows from
it; nothing is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from chassis.clock import SystemClock
from chassis.envelope import Envelope, declared, encode, schema_address, with_place
from chassis.events import fact
from chassis.handlers import Handler, follows
from chassis.ids import new_id
from chassis.leases import Leases
from chassis.log import Message
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.repository import Repository
from chassis.service import Runtime, Service
from chassis.store import Client
from chassis.unit import Actor, Surroundings, UnitOfWork

OFFICE = "jakarta-timur-utara"
MASTER_KEY = b"k" * 96
PERSONS = 1_000
REPEATED_EVERY = 20
ACTOR = Actor(id="bench")


@fact("north.visited", subject="visit_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    visit_id: UUID
    person_id: UUID
    number: int


@fact("south.noted", subject="visit_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    visit_id: UUID
    person_id: UUID
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is written down of a visit; `visited` is its source's own, `south` has the same."""

    id: UUID
    office_id: str
    person_id: UUID
    number: int
    version: int = 0


class Views(Repository[View]):
    name = "views"
    shape = View


class Unit(UnitOfWork):
    @cached_property
    def views(self) -> Views:
        return Views(self)


def visit(unit: Unit, order: Sequence[tuple[UUID, UUID]]) -> None:
    """Visits, each an aggregate of its own with one event."""
    for number, (visit_id, person) in enumerate(order):
        unit.views.add(View(id=visit_id, office_id=unit.office_id, person_id=person, number=number))
        unit.publish(Visited(visit_id=visit_id, person_id=person, number=number))
    unit.audited = True  # an audit entry is the API's, and no part of what is measured


@follows("north.visited", version=1)
def note(unit: Unit, event: Visited) -> None:
    """One document, and one event that follows."""
    unit.views.add(
        View(
            id=event.visit_id,
            office_id=unit.office_id,
            person_id=event.person_id,
            number=event.number,
        )
    )
    unit.publish(Noted(visit_id=event.visit_id, person_id=event.person_id, number=event.number))


HANDLERS = {"north.visited": Handler("north.visited", 1, note, Visited)}


def runtime(name: str, client: Client, database: str) -> Runtime[Unit]:
    """The service `north` or `south` in a database of its own, ready to work."""
    around = Surroundings(
        service=name,
        client=client,
        database=client[database],
        clock=SystemClock(),
        vault=Vault(client, client[database], MASTER_KEY),
        zone=ZoneInfo("Asia/Jakarta"),
        peers=Peers({}, lambda: ""),
    )
    handlers = HANDLERS if name == "south" else {}
    service = Service(name=name, unit=Unit, repositories=(Views,), handlers=handlers)
    made: Runtime[Unit] = Runtime(service, around)
    made.prepare()
    return made


def fence(runtime: Runtime[Unit], name: str) -> int:
    """Of the lease `name`, taken for this bench."""
    lease = Leases(runtime.around.database, holder="bench").take(name)
    assert lease is not None
    return lease.fence


def visits(first: int, events: int) -> Iterator[Message]:
    """Messages from position `first` on, as the relay of `north` publishes them."""
    persons = [new_id() for _ in range(PERSONS)]
    clock = SystemClock()
    for position in range(first, first + events):
        said = Visited(visit_id=new_id(), person_id=persons[position % PERSONS], number=position)
        kind = declared(said)
        body = encode(
            Envelope(
                id=new_id(),
                source=f"/offices/{OFFICE}/north",
                type=kind.type,
                subject=str(said.visit_id),
                time=clock.now(),
                dataschema=schema_address(kind),
                sequence=f"{1:020}",
                personid=said.person_id,
                data=msgspec.to_builtins(said),
            )
        )
        yield Message(
            service="north",
            position=position,
            epoch=1,
            type=kind.type,
            office_id=OFFICE,
            body=with_place(body, position, 1),
        )


def with_repeats(messages: int) -> Iterator[Message]:
    """So many messages, every twentieth of them a repeat of one that came before."""
    sent: list[Message] = []
    fresh = visits(1, messages)
    for number in count(1):
        if number > messages:
            return
        if number % REPEATED_EVERY == 0:
            yield sent[number * 7 % len(sent)]
        else:
            sent.append(next(fresh))
            yield sent[-1]
