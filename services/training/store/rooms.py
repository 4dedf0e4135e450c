"""Rooms, and who has them when."""

from datetime import datetime
from uuid import UUID

from pymongo import IndexModel

from chassis.lists import Listed
from chassis.paging import Page
from chassis.repository import Repository
from training.domain.room import Booking, Room
from training.domain.slot import Slot


class Rooms(Listed[Room]):
    name = "rooms"
    shape = Room
    lists = ((),)

    def listed(self, page: Page) -> list[Room]:
        return self._page(page, {})


class Bookings(Repository[Booking]):
    name = "bookings"
    shape = Booking
    indexes = (IndexModel([("office_id", 1), ("room_id", 1), ("starts_at", 1)], name="of_room"),)

    def overlapping(self, room_id: UUID, slot: Slot) -> list[Booking]:
        """Bookings of the room, not released, that have an instant of `slot`."""
        query = {
            "room_id": room_id,
            "released": False,
            "starts_at": {"$lt": slot.ends_at},
            "ends_at": {"$gt": slot.starts_at},
        }
        return self._many(query, sort=[("starts_at", 1)])

    def of_room(self, room_id: UUID, since: datetime, limit: int) -> list[Booking]:
        """Bookings of the room, not released, that end after `since`, soonest first."""
        query = {"room_id": room_id, "released": False, "ends_at": {"$gt": since}}
        return self._many(query, sort=[("starts_at", 1)], limit=limit)
