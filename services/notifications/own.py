"""Whose messages a caller may see: an officer those of his own clients, leaders everybody's."""

from collections.abc import Sequence

from chassis.auth import Role
from chassis.own import NotOwnClient, is_own
from notifications.domain import refusals
from notifications.domain.person import Person
from notifications.unit import Unit

REASON = "Pamong-Reason"
LONGEST_REASON = 200


def check_own(unit: Unit, person: Person) -> None:
    """NotOwnClient for an officer who does not answer for the person."""
    if not is_own(unit.actor, person.officer_id):
        raise NotOwnClient(field="person_id")


def record_reading(unit: Unit, what: str, persons: Sequence[Person], reason: str) -> None:
    """Who read of whom. ReasonNeeded where one of them is protected as a child (R6)."""
    protected = any(each.protected for each in persons)
    if protected and not reason and Role.SERVICE not in unit.actor.roles:
        raise refusals.ReasonNeeded(field=REASON)
    given = {"reason": reason[:LONGEST_REASON]} if reason else {}
    unit.record(what, subjects=[str(each.id) for each in persons], **given)
