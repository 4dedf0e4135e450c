"""Rooms, and lending them: one at a time (R30)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.ids import new_id
from training.domain import refusals
from training.domain.room import Booking, Room, book
from training.domain.slot import slot
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRoom:
    name: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LendRoom:
    """A room for people from outside, such as residents who train there."""

    room_id: UUID
    starts_at: datetime
    ends_at: datetime
    borrower: str


def add_room(unit: Unit, order: AddRoom) -> Room:
    return unit.rooms.add(
        Room(id=new_id(), office_id=unit.office_id, name=order.name, seats=order.seats)
    )


def lend_room(unit: Unit, order: LendRoom) -> Booking:
    return book_room(unit, order.room_id, order.starts_at, order.ends_at, borrower=order.borrower)


def give_back_room(unit: Unit, booking_id: UUID) -> Booking:
    """What was lent to people from outside is free again."""
    booking = unit.bookings.get(booking_id)
    if booking.session_id is not None:
        raise refusals.BookedForSession
    return release_booking(unit, booking_id)


def release_booking(unit: Unit, booking_id: UUID) -> Booking:
    return unit.bookings.save(unit.bookings.get(booking_id).release())


def book_room(
    unit: Unit,
    room_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    session_id: UUID | None = None,
    borrower: str | None = None,
) -> Booking:
    """The room for these hours; RoomTaken when somebody has it in any of them.

    The room is written too, so that of two who ask at once the second sees the first's booking.
    """
    room = unit.rooms.save(unit.rooms.get(room_id))
    wanted = slot(starts_at, ends_at)
    booking = book(
        id=new_id(),
        room=room,
        starts_at=starts_at,
        ends_at=ends_at,
        taken=unit.bookings.overlapping(room_id, wanted),
        session_id=session_id,
        borrower=borrower,
    )
    return unit.bookings.add(booking)
