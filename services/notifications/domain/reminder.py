"""Reminders: for one meeting or session, when its next message is due (R35).

One reminder stands for all messages about it; each has its hours, and one whose hours have passed
unsent is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from notifications.domain.policies import Policy, Step


class Subject(StrEnum):
    """What a message is about."""

    OBLIGATION = "obligation"
    SESSION = "session"
    ENROLMENT = "enrolment"
    INBOX = "inbox"


class State(StrEnum):
    PLANNED = "planned"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A message is due now, and of use until `expires` (UTC)."""

    due: datetime
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Of what is on `day`; `id` is the obligation's or the session's.

    `of` is the order of an obligation, the programme of a session, whose participants are
    looked up when a message is due. `next_step` counts the policy's steps; `messages` are those
    that were made of it so far.
    """

    id: UUID
    office_id: str
    version: int = 0
    subject: Subject
    of: UUID
    person_id: UUID | None
    template: str
    day: date
    hour: str | None = None
    state: State = State.PLANNED
    next_step: int = 0
    next_due: datetime | None = None
    messages: tuple[UUID, ...] = ()

    def planned(self, policy: Policy, zone: ZoneInfo, now: datetime) -> Self:
        """With its first message that is still of use; finished when there is none."""
        for count, step in enumerate(policy.reminders):
            if count >= self.next_step and now < closes(step, self.day, zone):
                return replace(self, next_step=count, next_due=opens(step, self.day, zone))
        return replace(self, state=State.FINISHED, next_due=None)

    def advance(
        self, policy: Policy, zone: ZoneInfo, now: datetime
    ) -> tuple[Self, Occasion | None]:
        """The message that is due at `now`, if any is of use, and the reminder after it."""
        if self.state is not State.PLANNED or self.next_due is None or now < self.next_due:
            return self, None
        ready = self.planned(policy, zone, now)
        if ready.next_due is None or now < ready.next_due:
            return ready, None
        step = policy.reminders[ready.next_step]
        occasion = Occasion(due=ready.next_due, expires=closes(step, self.day, zone))
        return replace(ready, next_step=ready.next_step + 1).planned(policy, zone, now), occasion

    def made(self, messages: Iterable[UUID]) -> Self:
        return replace(self, messages=(*self.messages, *messages))

    def cancel(self) -> Self:
        """Nobody is reminded of it any more."""
        return replace(self, state=State.CANCELLED, next_due=None)

    def moved(self, day: date, hour: str | None) -> Self:
        """It is on another day, or at another hour: reminded of anew."""
        return replace(self, day=day, hour=hour, state=State.PLANNED, next_step=0, next_due=None)


def opens(step: Step, day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) from which the step's message is due."""
    return datetime.combine(step.day(day), step.opens, zone).astimezone(UTC)


def closes(step: Step, day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) from which it is of no more use."""
    return datetime.combine(step.day(day), step.closes, zone).astimezone(UTC)
