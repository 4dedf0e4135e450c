"""Sessions: the hours in which a programme is taught, and where (R21, R25)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from training import events
from training.domain import refusals
from training.domain.offer import Mode
from training.domain.slot import Slot


class State(StrEnum):
    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Hours [starts_at, ends_at) (UTC) on the office's day `on`.

    A place is a room of the office (`room_id`, with its `booking_id`) or is told in `place`.
    `entry_checks` are what everybody who comes is checked for, by code.
    """

    id: UUID
    office_id: str
    version: int = 0
    programme_id: UUID
    starts_at: datetime
    ends_at: datetime
    on: date
    mode: Mode
    topic: str = ""
    room_id: UUID | None = None
    booking_id: UUID | None = None
    place: str | None = None
    link: str | None = None
    entry_checks: tuple[str, ...] = ()
    state: State = State.SCHEDULED

    @property
    def slot(self) -> Slot:
        return Slot(self.starts_at, self.ends_at)

    @property
    def is_cancelled(self) -> bool:
        return self.state is State.CANCELLED

    @property
    def is_scheduled(self) -> bool:
        return self.state is State.SCHEDULED

    @property
    def can_be_found(self) -> bool:
        """Whether people know where to come, or where to connect."""
        has_place = self.room_id is not None or bool(self.place)
        return (has_place or not self.mode.needs_place) and (
            bool(self.link) or not self.mode.needs_link
        )

    def told(self) -> events.SessionScheduled:
        return events.SessionScheduled(
            session_id=self.id,
            programme_id=self.programme_id,
            on=self.on,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            mode=self.mode,
        )

    def check_scheduled(self) -> None:
        """SessionNotInState for one that was held or cancelled."""
        if not self.is_scheduled:
            raise refusals.SessionNotInState(state=self.state.value)

    def hold(self, today: date) -> Self:
        """Attendance is recorded, on the session's day or later."""
        if self.is_cancelled:
            raise refusals.SessionNotInState(state=self.state.value)
        if today < self.on:
            raise refusals.NotYetHeld(on=self.on.isoformat())
        return replace(self, state=State.HELD)

    def cancel(self) -> tuple[Self, tuple[events.SessionCancelled, ...]]:
        """It does not take place and needs no room."""
        self.check_scheduled()
        happened = events.SessionCancelled(
            session_id=self.id, programme_id=self.programme_id, on=self.on
        )
        return replace(self, state=State.CANCELLED, booking_id=None), (happened,)

    def check_checks(self, told: Collection[str]) -> None:
        """Every entry check of this session is told of, and no other."""
        if missing := sorted(set(self.entry_checks) - set(told)):
            raise refusals.ChecksMissing(field="checks", checks=", ".join(missing))
        if unknown := sorted(set(told) - set(self.entry_checks)):
            raise refusals.ChecksUnknown(field="checks", checks=", ".join(unknown))
