"""What is due now of the reminders: for whom, and under which order."""

from collections.abc import Iterable
from uuid import UUID

from chassis.ids import new_id
from notifications.domain.message import Message
from notifications.domain.policies import policy_on
from notifications.domain.reminder import Occasion, Reminder, Subject
from notifications.policy_files import shipped_policies
from notifications.unit import Unit


def queue(unit: Unit, reminders: Iterable[Reminder]) -> list[Message]:
    """The messages of reminders that are due now, added to this unit."""
    reminders, made = list(reminders), list[Message]()
    know_persons(unit, reminders)
    for reminder in reminders:
        advanced, messages = due_of(unit, reminder)
        unit.reminders.save(advanced.made(each.id for each in messages))
        made += [unit.messages.add(each) for each in messages]
    return made


def due_of(unit: Unit, reminder: Reminder) -> tuple[Reminder, list[Message]]:
    """The messages that are due of it now, and the reminder after them. Nothing is written."""
    policy = policy_on(reminder.day, shipped_policies())
    advanced, occasion = reminder.advance(policy, unit.around.zone, unit.now)
    if occasion is None:
        return advanced, []
    return advanced, [
        _message(reminder, occasion, person_id, is_copy=is_copy)
        for person_id in _whom(unit, reminder)
        for is_copy in _copies(unit, person_id)
    ]


def know_persons(unit: Unit, reminders: Iterable[Reminder]) -> None:
    """Read whom the reminders are for at once, not one by one."""
    unit.persons.get_many([each.person_id for each in reminders if each.person_id])


def _whom(unit: Unit, reminder: Reminder) -> list[UUID]:
    if reminder.person_id is not None:
        return [reminder.person_id]
    return [each.person_id for each in unit.enrolments.with_a_place(reminder.of)]


def _copies(unit: Unit, person_id: UUID) -> tuple[bool, ...]:
    person = unit.persons.get_or_none(person_id)
    return (False, True) if person and person.guarantor_copy else (False,)


def _message(reminder: Reminder, occasion: Occasion, person_id: UUID, *, is_copy: bool) -> Message:
    facts = {"day": reminder.day.isoformat(), **({"hour": reminder.hour} if reminder.hour else {})}
    return Message(
        id=new_id(),
        office_id=reminder.office_id,
        subject=reminder.subject,
        subject_id=reminder.id,
        order_id=reminder.of if reminder.subject is Subject.OBLIGATION else None,
        template=reminder.template,
        due=occasion.due,
        expires=occasion.expires,
        person_id=person_id,
        is_copy=is_copy,
        facts=facts,
    )
