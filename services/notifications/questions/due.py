"""What is there to send now, and of what must its owner be asked before?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.commands.due import due_of, know_persons
from notifications.domain.message import Message
from notifications.unit import Unit

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What there is to do. `about`: the messages to clients, those to come of reminders with
    them, of which the owners must be asked."""

    messages: tuple[UUID, ...]
    reminders: tuple[UUID, ...]
    about: tuple[Message, ...]
    lost: bool
    calls: bool


def due(unit: Unit, system_now: datetime) -> Due:
    """A batch of it."""
    messages = unit.messages.waiting(unit.now, system_now, BATCH)
    reminders = unit.reminders.due(unit.now, BATCH - len(messages))
    know_persons(unit, reminders)
    to_come = [message for each in reminders for message in due_of(unit, each)[1]]
    return Due(
        messages=tuple(each.id for each in messages),
        reminders=tuple(each.id for each in reminders),
        about=tuple(each for each in (*messages, *to_come) if each.person_id),
        lost=bool(unit.messages.begun_before(system_now - unit.policy.patience, limit=1)),
        calls=bool(unit.messages.calls_past(unit.now, limit=1)),
    )
