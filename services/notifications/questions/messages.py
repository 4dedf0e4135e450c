"""Was she told, and what came of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.auth import NotAllowed
from chassis.own import sees_all
from chassis.paging import Page
from notifications.domain.message import Message
from notifications.domain.person import Person
from notifications.domain.wording import Wording
from notifications.own import check_own, record_reading
from notifications.unit import Unit
from notifications.writing import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMessages:
    """All that is given must be so."""

    page: Page
    person_id: UUID | None
    state: str | None
    channel: str | None
    reason: str


def list_messages(unit: Unit, asked: AskMessages) -> Sequence[Message]:
    """Newest first. An officer asks about one person, his own client."""
    if asked.person_id is not None:
        person = unit.persons.get(asked.person_id)
        check_own(unit, person)
        record_reading(unit, "read_messages", [person], asked.reason)
    elif not sees_all(unit.actor):
        raise NotAllowed(field="person_id")
    found = unit.messages.page(
        asked.page, person_id=asked.person_id, state=asked.state, channel=asked.channel
    )
    if asked.person_id is None:
        subjects = sorted({str(each.person_id) for each in found if each.person_id})
        unit.record("list_messages", subjects=subjects)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMessage:
    message_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A message, and how it reads today, without the name; None before the way is chosen."""

    message: Message
    text: str | None


def read_message(unit: Unit, asked: AskMessage) -> Worded:
    message = unit.messages.get(asked.message_id)
    if message.person_id is None and not sees_all(unit.actor):
        if str(message.user_id) != unit.actor.id:
            raise NotAllowed
    elif message.person_id is not None:
        person = unit.persons.get_or_none(message.person_id)
        known = person or Person(id=message.person_id, office_id=unit.office_id)
        check_own(unit, known)
        record_reading(unit, "read_message", [known], asked.reason)
    wording = message.wording
    if wording is None or wording is Wording.BODY:
        return Worded(message, None)
    return Worded(message, Writer(unit).text(message, wording, message.language or "id"))
