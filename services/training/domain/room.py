"""Rooms, each lent to one at a time: to sessions, and to residents for training (R30)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from training.domain import refusals
from training.domain.slot import Slot, slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    id: UUID
    office_id: str
    version: int = 0
    name: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A room is taken in [starts_at, ends_at), by a session or by a `borrower` from outside."""

    id: UUID
    office_id: str
    version: int = 0
    room_id: UUID
    starts_at: datetime
    ends_at: datetime
    session_id: UUID | None = None
    borrower: str | None = None
    released: bool = False

    @property
    def slot(self) -> Slot:
        return Slot(self.starts_at, self.ends_at)

    def release(self) -> Self:
        """The room is free again in these hours; a second time changes nothing."""
        return replace(self, released=True)


def book(
    *,
    id: UUID,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    taken: Iterable[Booking],
    session_id: UUID | None = None,
    borrower: str | None = None,
) -> Booking:
    """The room for these hours, if none of the bookings in `taken` has them; else RoomTaken."""
    wanted = slot(starts_at, ends_at)
    for each in taken:
        if not each.released and each.slot.overlaps(wanted):
            raise refusals.RoomTaken(
                field="room_id", starts_at=each.starts_at.isoformat(), room=room.name
            )
    return Booking(
        id=id,
        office_id=room.office_id,
        room_id=room.id,
        starts_at=starts_at,
        ends_at=ends_at,
        session_id=session_id,
        borrower=borrower,
    )
