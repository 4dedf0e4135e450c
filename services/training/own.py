"""Officers act for their own clients; staff of the whole office for everybody's."""

from chassis import own
from chassis.auth import Role
from chassis.own import NotOwnClient
from training.domain import refusals
from training.domain.person import Person
from training.store import Unit


def is_own(unit: Unit, person: Person) -> bool:
    """Whether the caller answers for this person, or trains."""
    return Role.TRAINER in unit.actor.roles or own.is_own(unit.actor, person.officer_id)


def check_own(unit: Unit, person: Person) -> None:
    """NotOwnClient for an officer who does not answer for this person."""
    if not is_own(unit, person):
        raise NotOwnClient(field="person_id")


def check_reason(unit: Unit, person: Person, reason: str) -> None:
    """ReasonNeeded where someone under child protection is read without one (R6)."""
    if person.protected and not reason.strip() and Role.SERVICE not in unit.actor.roles:
        raise refusals.ReasonNeeded(field="Pamong-Reason")
