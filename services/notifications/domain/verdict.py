"""The last look before a message leaves: may it still, is it quiet, and which way (R28, R35)."""

from dataclasses import dataclass
from datetime import datetime

from notifications.domain.message import Message, to_of
from notifications.domain.person import Person
from notifications.domain.reach import Channel, Contacts, Route, To, route


@dataclass(frozen=True, slots=True)
class Drop:
    """It is not sent, now or later."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until` (domain's clock)."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """Whoever owns the state has not answered: later, nothing is guessed."""

    why: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """There is no way to tell the person by telephone."""


@dataclass(frozen=True, slots=True)
class Go:
    """It leaves by this route."""

    route: Route
    contacts: Contacts


Verdict = Drop | Wait | Ask | Nobody | Go


def judge(
    message: Message,
    person: Person,
    *,
    now: datetime,
    quiet_until: datetime | None,
    still_on: bool | None,
    contacts: Contacts | None,
) -> Verdict:
    """What becomes of a message to a client that is due.

    `still_on`: whether what it is about is still owed or held, None when its owner did not say;
    `contacts`: None when registry did not say.
    """
    if now >= message.expires:
        return Drop("expired")
    if not person.may_be_told(message.order_id):
        return Drop("not_under_supervision")
    if still_on is False:
        return Drop("no_longer_on")
    if quiet_until is not None:
        return Wait(quiet_until) if quiet_until < message.expires else Drop("expired")
    if still_on is None or contacts is None:
        return Ask("owner_silent")
    if contacts.active_orders is not None and not _in_force(message, contacts.active_orders):
        return Drop("not_under_supervision")
    return _way(message, person, contacts)


def _in_force(message: Message, active: frozenset[object]) -> bool:
    return message.order_id in active if message.order_id else bool(active)


def _way(message: Message, person: Person, contacts: Contacts) -> Verdict:
    barred = person.barred
    if message.is_copy:
        own = route(contacts, barred=barred, to=(To.CLIENT,))
        copy = route(contacts, barred=barred, to=to_of(message))
        if own is None or copy is None or copy.way.channel is Channel.CALL:
            return Drop("no_copy")  # the guarantor is told already, or cannot be written to
        return Go(copy, contacts)
    found = route(contacts, barred=barred)
    return Go(found, contacts) if found else Nobody()
