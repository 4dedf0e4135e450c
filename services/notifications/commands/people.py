"""What people want of messages: a client's wishes, a user's own mail address."""

from dataclasses import dataclass, field
from uuid import UUID

from notifications.domain.person import Person
from notifications.domain.reach import Channel
from notifications.domain.staff import Member
from notifications.domain.wording import Language
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    person_id: UUID
    refuses: frozenset[Channel]
    guarantor_copy: bool
    version: int | None


def wish(unit: Unit, order: Wish) -> Person:
    """Keep what a client told an officer: no messages of some kind, a copy for the guarantor."""
    person = unit.persons.get(order.person_id, version=order.version)
    wishing = person.with_wishes(refuses=order.refuses, guarantor_copy=order.guarantor_copy)
    return unit.persons.save(wishing)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMail:
    user_id: UUID
    roles: tuple[str, ...]
    mail: str | None = field(repr=False)
    language: Language


def give_mail(unit: Unit, order: GiveMail) -> Member:
    """A user's own address, or none: then the inbox is all."""
    member = unit.members.known_or_new(order.user_id)
    known = member if member.version else member.changed(order.roles, active=True)
    return unit.members.keep(known.with_mail(order.mail, order.language))
