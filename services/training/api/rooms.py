"""Rooms and their bookings; also for residents who train at the office."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from training.api import shapes
from training.api.orders import order, page_of, paged
from training.commands.rooms import AddRoom, LendRoom, add_room, give_back_room, lend_room
from training.domain.room import Booking, Room
from training.store import Unit

blp = Blueprint("rooms", __name__, url_prefix="/v1", description="Rooms")


class NewRoom(Shape):
    name = shapes.name(required=True)
    seats = shapes.count(1, required=True)


class RoomAnswer(NewRoom):
    id = shapes.ident()
    version = fields.Integer()


class RoomPage(Shape):
    items = fields.List(fields.Nested(RoomAnswer))
    next = fields.String(allow_none=True)


class NewBooking(Shape):
    starts_at = shapes.Instant(required=True)
    ends_at = shapes.Instant(required=True)
    borrower = shapes.name(required=True)


class BookingAnswer(Shape):
    """`session_id` for a session of a programme, `borrower` for people from outside."""

    id = shapes.ident()
    version = fields.Integer()
    room_id = shapes.ident()
    starts_at = shapes.Instant()
    ends_at = shapes.Instant()
    session_id = fields.UUID(allow_none=True)
    borrower = fields.String(allow_none=True)
    released = fields.Boolean()


class BookingQuery(Shape):
    since = shapes.Instant(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))


class Bookings(Shape):
    items = fields.List(fields.Nested(BookingAnswer))


@blp.route("/rooms")
class RoomsView(MethodView):
    @blp.arguments(shapes.PageQuery, location="query")
    @blp.response(200, RoomPage)
    @allow(*shapes.STAFF)
    def get(self, wanted: dict[str, Any]) -> Any:
        """The office's rooms."""
        found = http.read(lambda unit, page: unit.rooms.listed(page), page_of(wanted))
        return paged(found, wanted)

    @blp.arguments(NewRoom)
    @blp.response(201, RoomAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, Any]) -> Room:
        """Enter a room."""
        return http.with_version(http.transact(add_room, order(AddRoom, wanted)))


@blp.route("/rooms/<uuid:room_id>/bookings")
class BookingsView(MethodView):
    @blp.arguments(BookingQuery, location="query")
    @blp.response(200, Bookings)
    @allow(*shapes.STAFF)
    def get(self, wanted: dict[str, Any], room_id: UUID) -> Any:
        """Who has the room, from now on or since an instant, soonest first."""
        return {"items": http.read(_bookings, (room_id, wanted["since"], wanted["limit"]))}

    @blp.arguments(NewBooking)
    @blp.response(201, BookingAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, Any], room_id: UUID) -> Booking:
        """Lend the room to people from outside; sessions book theirs themselves."""
        return http.with_version(http.transact(lend_room, order(LendRoom, wanted, room_id=room_id)))


@blp.route("/bookings/<uuid:booking_id>/release")
class ReleaseView(MethodView):
    @blp.response(200, BookingAnswer)
    @allow(Role.TRAINER)
    def post(self, booking_id: UUID) -> Booking:
        """What was lent to people from outside is free again."""
        return http.with_version(http.transact(give_back_room, booking_id))


def _bookings(unit: Unit, asked: tuple[UUID, datetime | None, int]) -> list[Booking]:
    room_id, since, limit = asked
    unit.rooms.get(room_id)
    return unit.bookings.of_room(room_id, since or unit.now, limit)
