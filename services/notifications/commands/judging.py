"""The last look at many messages at once: what this service itself knows, read once for all."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from uuid import UUID

from notifications.domain.enrolment import Place
from notifications.domain.message import Message
from notifications.domain.person import Person
from notifications.domain.reminder import Reminder, State, Subject
from notifications.domain.staff import Member
from notifications.domain.verdict import Verdict, judge
from notifications.owners import Answers
from notifications.unit import Unit

MEANT_FOR = {"enrolment_confirmed": Place.CONFIRMED, "enrolment_waitlisted": Place.WAITLISTED}


class Look:
    """What holds for these messages in this unit, beside what their owners answered."""

    def __init__(self, unit: Unit, answers: Answers, messages: Sequence[Message]) -> None:
        self._unit = unit
        self._answers = answers
        persons = {each.person_id for each in messages if each.person_id}
        self._persons = unit.persons.get_many(sorted(persons))
        reminded = {
            each.subject_id
            for each in messages
            if each.subject in (Subject.OBLIGATION, Subject.SESSION)
        }
        self._reminders = unit.reminders.get_many(sorted(reminded))
        self._places: dict[UUID, set[UUID]] = {}

    @cached_property
    def _quiet_until(self) -> datetime | None:
        return self._unit.policy.quiet_hours.over_at(self._unit.now, self._unit.around.zone)

    def verdict(self, message: Message) -> Verdict:
        """What becomes of a message to a client."""
        person_id = message.person_id or message.id
        known = self._persons.get(person_id)
        return judge(
            message,
            known or Person(id=person_id, office_id=message.office_id),
            now=self._unit.now,
            quiet_until=self._quiet_until,
            still_on=self._still_on(message),
            contacts=self._answers.contacts.get(person_id),
        )

    def _still_on(self, message: Message) -> bool | None:
        """Whether what it is about still is: by our own account, then by the owner's."""
        if message.subject is Subject.ENROLMENT:
            return self._still_enrolled(message)
        reminder = self._reminders.get(message.subject_id)
        if reminder is None or not _same_date(message, reminder):
            return False
        if message.subject is Subject.SESSION:
            return message.person_id in self._with_a_place(reminder.of)
        return self._answers.owed.get(message.subject_id)

    def _still_enrolled(self, message: Message) -> bool:
        enrolment = self._unit.enrolments.get_or_none(message.subject_id)
        meant = MEANT_FOR.get(message.template)
        return enrolment is not None and meant in (None, enrolment.place)

    def _with_a_place(self, programme_id: UUID) -> set[UUID]:
        if programme_id not in self._places:
            found = self._unit.enrolments.with_a_place(programme_id)
            self._places[programme_id] = {each.person_id for each in found}
        return self._places[programme_id]

    def reader(self, message: Message) -> tuple[str, Member | None]:
        """Who gets a mail about an item that nobody took note of yet; else why not."""
        item = self._unit.inbox.get_or_none(message.subject_id)
        if item is None or item.seen:
            return "seen", None
        member = self._unit.members.get_or_none(message.user_id or message.id)
        return "no_address", member if member and member.gets_mail else None


def _same_date(message: Message, reminder: Reminder) -> bool:
    if reminder.state is State.CANCELLED:
        return False
    return (message.facts.get("day"), message.facts.get("hour")) == (
        reminder.day.isoformat(),
        reminder.hour,
    )
