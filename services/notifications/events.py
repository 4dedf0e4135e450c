"""What notifications publishes: ids, codes and days, never a text, a name or a number.

Codes are those of the domain, as plain text. Days are the office's. A message to a member of the
office is about no person. `obligation_id` is the meeting that a message was about, where it was.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.events import fact


@fact("notifications.message-delivered", subject="message_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDelivered:
    """Whoever it was for has it: the carrier says so, or the officer who rang."""

    message_id: UUID
    person_id: UUID | None
    obligation_id: UUID | None
    template: str
    channel: str
    on: date


@fact("notifications.message-failed", subject="message_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFailed:
    """It was given up; `channel` is null when there was no way to try."""

    message_id: UUID
    person_id: UUID | None
    obligation_id: UUID | None
    template: str
    channel: str | None
    on: date
    why: str


@fact("notifications.channel-unreachable", subject="person_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUnreachable:
    """Nothing reaches the person, or `to` the guarantor, this way, until the contacts change."""

    person_id: UUID
    to: str
    channel: str
