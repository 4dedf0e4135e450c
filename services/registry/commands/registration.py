"""Handovers recorded: person, order, number and the events of both, in one step (R1, R3)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.ids import new_id
from registry.commands.acting import act_of
from registry.domain.act import Act
from registry.domain.books import Book, book_of
from registry.domain.entry import registered
from registry.domain.handover import Handover
from registry.domain.handover_row import Accepted
from registry.domain.order import Order
from registry.domain.order_sentence import dated
from registry.domain.person import Person
from registry.domain.recognition import Known
from registry.domain.repeats import Identity, identity_of
from registry.store import RegistryUnit


@dataclass(frozen=True, slots=True)
class Registered:
    """The order of a handover; `new` unless it was on record already."""

    order: Order
    new: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A handover that is to be entered in a book. `met_before`: the person was known."""

    order_id: UUID
    accepted: Accepted
    person: Person
    met_before: bool
    book: Book


def record_handovers(unit: RegistryUnit, rows: Sequence[Accepted]) -> list[Registered]:
    """Each handover once, in the order given; what is on record already changes nothing."""
    identities = [identity_of(each.handover) for each in rows]
    known = unit.known.of(identities, unit.persons)
    act = act_of(unit)
    earlier: list[UUID] = []
    entries: dict[UUID, _Entry] = {}
    for accepted, who in zip(rows, identities, strict=True):
        order_id = known.order(who)
        if order_id is None:
            entry = _entry(unit, known, who, accepted, act)
            entries[entry.order_id] = entry
            order_id = entry.order_id
            known.leave(who, order_id)
        earlier.append(order_id)
    unit.known.keep(known)
    orders = _entered(unit, list(entries.values()), act)
    orders |= unit.orders.get_many([each for each in earlier if each not in orders])
    return _each_once(earlier, orders, set(entries))


def record_handover(unit: RegistryUnit, accepted: Accepted) -> Order:
    """One handover; the order that there is where it was recorded before."""
    return record_handovers(unit, [accepted])[0].order


def _entry(unit: RegistryUnit, known: Known, who: Identity, accepted: Accepted, act: Act) -> _Entry:
    handover, before = accepted.handover, known.person(who)
    person = _person(unit, before, handover, act)
    known.remember(person)
    book = book_of(handover.order.scheme, handover.person.birth_date, handover.handed_over)
    return _Entry(new_id(), accepted, person, before is not None, book)


def _person(unit: RegistryUnit, known: Person | None, handover: Handover, act: Act) -> Person:
    if known is None:
        person, recorded = Person.first_seen(
            handover, id=new_id(), office_id=unit.office_id, act=act
        )
        saved = unit.persons.add(person)
        unit.publish(recorded)
        return saved
    again, changed = known.seen_again(handover, act=act)
    if again == known:
        return known
    saved = unit.persons.save(again)
    unit.publish(*changed)
    return saved


def _entered(unit: RegistryUnit, entries: Sequence[_Entry], act: Act) -> dict[UUID, Order]:
    """Numbers are taken once for each book, and go to the entries in their order."""
    wanted = Counter(each.book for each in entries)
    numbers = {book: unit.books.take(book, count) for book, count in wanted.items()}
    others = unit.orders.of_persons({each.person.id for each in entries if each.met_before})
    orders: dict[UUID, Order] = {}
    for entry in entries:
        order, told = registered(
            entry.accepted.handover,
            id=entry.order_id,
            person=entry.person,
            book=entry.book,
            number=next(numbers[entry.book]),
            warnings=entry.accepted.warnings,
            act=act,
        )
        theirs = [each for each in others if each.person_id == order.person_id]
        orders[order.id] = unit.orders.add(dated(order, theirs))
        unit.publish(*told)
    return orders


def _each_once(ids: Sequence[UUID], orders: dict[UUID, Order], new: set[UUID]) -> list[Registered]:
    """In the order asked for; of a handover that is there twice the first is the new one."""
    found = []
    for each in ids:
        found.append(Registered(orders[each], each in new))
        new.discard(each)
    return found
