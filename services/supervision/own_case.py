"""Whose cases a person may see and change, and whose lists a person may ask for."""

from typing import Protocol
from uuid import UUID

from chassis import own
from chassis.own import NotOwnClient, sees_all
from chassis.unit import Actor
from supervision.domain.refusals import OfficerUnknown

ME = "me"


class OfACase(Protocol):
    """Anything for which an officer answers."""

    @property
    def officer_id(self) -> UUID | None: ...


def is_own(actor: Actor, thing: OfACase) -> bool:
    """Whether it is within what the actor may see and change."""
    return own.is_own(actor, thing.officer_id)


def check_own(actor: Actor, thing: OfACase) -> None:
    """NotOwnClient for an officer who does not answer for it."""
    if not is_own(actor, thing):
        raise NotOwnClient(officer_id=str(thing.officer_id))


def officer_meant(actor: Actor, asked: str) -> UUID:
    """The officer `asked` (an id, or `me`); NotOwnClient for an officer who asks for another."""
    wanted = actor.id if asked == ME else asked
    if wanted != actor.id and not sees_all(actor):
        raise NotOwnClient(officer_id=wanted)
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
