"""Planning what people are told, and taking it back before it leaves."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from chassis.ids import new_id
from notifications.domain.message import Message, State
from notifications.domain.policies import policy_on
from notifications.domain.reminder import Reminder, Subject
from notifications.policy_files import shipped_policies
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """Of something on `day`, under the order (or in the programme) `of`."""

    id: UUID
    subject: Subject
    of: UUID
    person_id: UUID | None
    template: str
    day: date
    hour: str | None = None


def remind(unit: Unit, order: Remind) -> Reminder:
    """One document, whatever the number of messages that follow from it."""
    policy = policy_on(order.day, shipped_policies())
    unit.note_office()
    reminder = Reminder(
        id=order.id,
        office_id=unit.office_id,
        subject=order.subject,
        of=order.of,
        person_id=order.person_id,
        template=order.template,
        day=order.day,
        hour=order.hour,
    )
    return unit.reminders.add(reminder.planned(policy, unit.around.zone, unit.now))


def remind_anew(unit: Unit, reminder: Reminder, day: date, hour: str | None) -> Reminder:
    """It is on another day or at another hour: what is queued of the old date is taken back."""
    policy = policy_on(day, shipped_policies())
    moved = reminder.moved(day, hour)
    return unit.reminders.save(moved.planned(policy, unit.around.zone, unit.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that is told once, as soon as the hour allows."""

    person_id: UUID
    template: str
    subject: Subject
    subject_id: UUID
    facts: dict[str, str] = field(default_factory=dict)


def give_notice(unit: Unit, order: Notice) -> Message:
    unit.note_office()
    expires = unit.now + timedelta(hours=unit.policy.notice_hours)
    return unit.messages.add(
        Message(
            id=new_id(),
            office_id=unit.office_id,
            subject=order.subject,
            subject_id=order.subject_id,
            template=order.template,
            due=unit.now,
            expires=expires,
            person_id=order.person_id,
            facts=order.facts,
        )
    )


def stop(unit: Unit, person_id: UUID, why: str, *, of: UUID | None = None) -> None:
    """Nothing more is told to this person: of anything, or of what is under the order `of`."""
    for reminder in unit.reminders.planned_for(person_id, of):
        unit.reminders.save(reminder.cancel())
    for message in unit.messages.open_for(person_id):
        if of in (None, message.order_id):
            take_back(unit, message, why)


def stop_about(unit: Unit, subject_id: UUID, why: str) -> None:
    """Nothing more is told of this meeting or session."""
    reminder = unit.reminders.get_or_none(subject_id)
    if reminder is None:
        return
    unit.reminders.save(reminder.cancel())
    for message in unit.messages.get_many(reminder.messages).values():
        if message.is_open:
            take_back(unit, message, why)


def take_back(unit: Unit, message: Message, why: str) -> None:
    """It has not left: cancelled, and an officer who was to ring need not."""
    if message.state is State.TO_CALL and message.item_id is not None:
        item = unit.inbox.get(message.item_id)
        unit.inbox.save(item.withdraw(unit.now))
    unit.messages.save(message.cancel(why, unit.now))
