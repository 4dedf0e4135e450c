"""People, as others tell of them: orders, names; and what they would like to learn."""

from dataclasses import dataclass, replace
from uuid import UUID

from training.commands.places import drop, free_place
from training.domain.enrolment_terms import Dropped
from training.domain.person import OrderState, Person
from training.own import check_own
from training.store import Unit

LOST_WITH = {
    OrderState.SUSPENDED: Dropped.SUSPENDED,
    OrderState.REVOKED: Dropped.REVOKED,
    OrderState.COMPLETED: Dropped.ENDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInterests:
    person_id: UUID
    version: int | None
    fields: tuple[str, ...]


def note_interests(unit: Unit, order: NoteInterests) -> Person:
    """The fields in which the person would like to be trained, by what is suggested."""
    person = unit.people.get(order.person_id, order.version)
    check_own(unit, person)
    return unit.people.save(replace(person, interests=order.fields))


def note_order(unit: Unit, person_id: UUID, order_id: UUID, state: OrderState) -> None:
    """An order begins, pauses or ends. Without one in force open enrolments are lost at once,
    and their places go to those who wait (R22).
    """
    known = unit.people.known_or_new(person_id)
    person = unit.people.keep(known.with_order(order_id, state))
    if person.may_join:
        return
    for each in unit.enrolments.open_of(person.id):
        dropped = drop(unit, each, LOST_WITH[state])
        free_place(unit, dropped)
