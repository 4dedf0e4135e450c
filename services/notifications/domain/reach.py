"""Which way a message goes, by what the person has (R12, R28, R35).

Nothing that a client must do needs an application, an account or e-mail. When nothing may be
sent: `quiet`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from notifications.domain.wording import Language, Wording


class Channel(StrEnum):
    """`call`: an officer rings; `mail`: for members of the office alone."""

    WHATSAPP = "whatsapp"
    SMS = "sms"
    CALL = "call"
    MAIL = "mail"


class To(StrEnum):
    """Whose telephone, or mail, it is."""

    CLIENT = "client"
    GUARANTOR = "guarantor"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Way:
    """A channel to someone."""

    to: To
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """What registry knows at this moment of how a person is reached; never kept.

    Phones are E.164. `active_orders` is None where registry does not say.
    """

    person_id: UUID
    name: str
    phone: str | None = None
    device: str | None = None
    internet: str | None = None
    shared_phone: bool = False
    language: Language = "id"
    guarantor_phone: str | None = None
    protected: bool = False
    active_orders: frozenset[UUID] | None = None

    @property
    def others_read(self) -> bool:
        """Whether someone else may see what comes to the person's own telephone."""
        return self.shared_phone or self.protected or self.device in ("borrowed", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The way that was chosen, the number, and the wording that fits who reads it."""

    way: Way
    phone: str
    wording: Wording


def ways(contacts: Contacts) -> Iterator[Route]:
    """Every way to the person, the best first: what costs the person least and is surest to be
    read; the guarantor comes last."""
    if contacts.phone is not None:
        wording = Wording.NEUTRAL if contacts.others_read else Wording.PLAIN
        if takes_texts(contacts.phone):
            if contacts.device == "smartphone" and contacts.internet in ("good", "limited"):
                yield Route(
                    way=Way(To.CLIENT, Channel.WHATSAPP), phone=contacts.phone, wording=wording
                )
            yield Route(way=Way(To.CLIENT, Channel.SMS), phone=contacts.phone, wording=wording)
        yield Route(way=Way(To.CLIENT, Channel.CALL), phone=contacts.phone, wording=wording)
    if contacts.guarantor_phone is not None:
        phone = contacts.guarantor_phone
        channels = (Channel.SMS, Channel.CALL) if takes_texts(phone) else (Channel.CALL,)
        for channel in channels:
            yield Route(way=Way(To.GUARANTOR, channel), phone=phone, wording=Wording.GUARANTOR)


def route(
    contacts: Contacts, *, barred: Collection[Way] = (), to: Collection[To] = tuple(To)
) -> Route | None:
    """The best way that is not barred; None when there is none."""
    for each in ways(contacts):
        if each.way not in barred and each.way.to in to:
            return each
    return None


def takes_texts(phone: str) -> bool:
    """Whether the number is a mobile one; a landline (+62 21 ...) can only be rung."""
    return phone.startswith("+628") or not phone.startswith("+62")
