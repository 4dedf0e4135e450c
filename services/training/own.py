"""Officers act for their own clients; staff of the whole office for everybody's."""

from chassis.auth import NotAllowed, Role
from training.domain import refusals
from training.domain.person import Person
from training.store import Unit


class NotOwnClient(NotAllowed):
    """Another officer answers for this person."""

    code = "not_own_client"


OFFICE_WIDE = frozenset({Role.TRAINER, Role.SUPERVISOR, Role.HEAD, Role.SERVICE})


def is_own(unit: Unit, person: Person) -> bool:
    """Whether the caller answers for this person. Nobody's client is everybody's."""
    if unit.actor.roles & OFFICE_WIDE:
        return True
    return person.officer_id is None or str(person.officer_id) == unit.actor.id


def check_own(unit: Unit, person: Person) -> None:
    """NotOwnClient for an officer who does not answer for this person."""
    if not is_own(unit, person):
        raise NotOwnClient(field="person_id")


def check_reason(unit: Unit, person: Person, reason: str) -> None:
    """ReasonNeeded where someone under child protection is read without one (R6)."""
    if person.protected and not reason.strip() and Role.SERVICE not in unit.actor.roles:
        raise refusals.ReasonNeeded(field="Pamong-Reason")
