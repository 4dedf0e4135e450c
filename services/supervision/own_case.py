"""Whose cases a person may see and change: an officer his own, who leads them all of the office.

Services see all; which of them may change anything is said at each route.
"""

from typing import Protocol
from uuid import UUID

from chassis.auth import NotAllowed, Role
from chassis.unit import Actor
from supervision.domain.refusals import OfficerUnknown

SEE_ALL = frozenset({Role.SUPERVISOR, Role.HEAD, Role.REGISTRAR, Role.SERVICE})
ME = "me"


class OfACase(Protocol):
    """Anything for which an officer answers."""

    @property
    def officer_id(self) -> UUID | None: ...


class NotOwnCase(NotAllowed):
    """Another officer answers for this case."""

    code = "not_own_case"


def sees_all(actor: Actor) -> bool:
    return bool(SEE_ALL & actor.roles)


def is_own(actor: Actor, thing: OfACase) -> bool:
    """Whether it is within what the actor may see and change."""
    return sees_all(actor) or str(thing.officer_id) == actor.id


def check_own(actor: Actor, thing: OfACase) -> None:
    """NotOwnCase for an officer who does not answer for it."""
    if not is_own(actor, thing):
        raise NotOwnCase(officer_id=str(thing.officer_id))


def officer_meant(actor: Actor, asked: str) -> UUID:
    """The officer `asked` (an id, or `me`); NotOwnCase for an officer who asks for another."""
    wanted = actor.id if asked == ME else asked
    if wanted != actor.id and not sees_all(actor):
        raise NotOwnCase(officer_id=wanted)
    try:
        return UUID(wanted)
    except ValueError:
        raise OfficerUnknown(field="officer_id") from None


def officer_asked_for(actor: Actor, asked: str | None) -> UUID | None:
    """Whose things a list shows: of the officer `asked`, None for all that the actor may see.

    An officer is always shown his own.
    """
    if asked is None and sees_all(actor):
        return None
    return officer_meant(actor, asked or ME)
