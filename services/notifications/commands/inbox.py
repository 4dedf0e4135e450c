"""Telling those who work in the office: an item in the inbox, and for some kinds a mail."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from chassis.ids import new_id
from chassis.refusals import NotFound
from notifications.domain.inbox import Facts, Item, Kind
from notifications.domain.message import Message
from notifications.domain.reminder import Subject
from notifications.domain.staff import Member
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TellStaff:
    """For the user, or where there is none for whoever has the role."""

    kind: Kind
    user_id: UUID | None
    role: str
    person_id: UUID | None = None
    message_id: UUID | None = None
    facts: Facts = field(default_factory=dict)


def tell_staff(unit: Unit, order: TellStaff) -> Item:
    item = unit.inbox.add(
        Item(
            id=new_id(),
            office_id=unit.office_id,
            kind=order.kind,
            at=unit.now,
            to_user=order.user_id,
            to_role=None if order.user_id else order.role,
            person_id=order.person_id,
            message_id=order.message_id,
            facts=order.facts,
        )
    )
    if order.kind in unit.policy.mailed:
        for member in _readers(unit, item):
            _mail(unit, item, member)
    return item


def _readers(unit: Unit, item: Item) -> list[Member]:
    if item.to_user is not None:
        member = unit.members.get_or_none(item.to_user)
        found = [member] if member else []
    else:
        found = unit.members.with_role(item.to_role or "")
    return [each for each in found if each.gets_mail]


def _mail(unit: Unit, item: Item, member: Member) -> None:
    unit.note_office()
    unit.messages.add(
        Message(
            id=new_id(),
            office_id=unit.office_id,
            subject=Subject.INBOX,
            subject_id=item.id,
            template="inbox_item",
            due=unit.now,
            expires=unit.now + timedelta(hours=unit.policy.notice_hours),
            user_id=member.id,
            facts={"what": item.kind.value},
        )
    )


def tell_officer_of(unit: Unit, kind: Kind, message: Message, why: str) -> None:
    """The person's officer hears what became of a message; the supervisor where there is none."""
    if message.person_id is None:
        return
    person = unit.persons.known_or_new(message.person_id)
    if kind is Kind.NOBODY_BY_PHONE and unit.inbox.unseen_about(person.id, kind):
        return
    facts: Facts = {"template": message.template, "why": why, **message.facts}
    tell_staff(
        unit,
        TellStaff(
            kind=kind,
            user_id=person.officer_id,
            role="supervisor",
            person_id=person.id,
            message_id=message.id,
            facts=facts,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class See:
    item_id: UUID
    user_id: str
    roles: frozenset[str]


def see(unit: Unit, order: See) -> Item:
    """Take note of an item of one's own inbox."""
    item = unit.inbox.get(order.item_id)
    if not item.is_for(order.user_id, order.roles):
        raise NotFound(thing="inbox", id=str(order.item_id))
    return unit.inbox.save(item.see(order.user_id, unit.now))
