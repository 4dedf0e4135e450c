"""Sessions of a programme, and who came."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from training.api import shapes
from training.api.orders import changes, order
from training.commands.attendance import RecordAttendance, record_attendance
from training.commands.sessions import (
    CancelSession,
    ChangeSession,
    ScheduleSession,
    cancel_session,
    change_session,
    schedule_session,
)
from training.domain.attendance import Came
from training.domain.offer import Mode
from training.domain.session import Session, State
from training.questions.enrolments import Present, list_attendance
from training.store import Unit

blp = Blueprint("sessions", __name__, url_prefix="/v1", description="Sessions")


class SessionChange(Shape):
    """The place is a room of the office, or is told in words."""

    starts_at = shapes.Instant()
    ends_at = shapes.Instant()
    mode = shapes.one_of(Mode)
    topic = shapes.text(200)
    room_id = fields.UUID(allow_none=True)
    place = shapes.text(200, allow_none=True)
    link = fields.URL(allow_none=True)
    entry_checks = fields.List(shapes.code())


class NewSession(SessionChange):
    starts_at = shapes.Instant(required=True)
    ends_at = shapes.Instant(required=True)


class SessionAnswer(SessionChange):
    id = shapes.ident()
    version = fields.Integer()
    programme_id = shapes.ident()
    on = fields.Date()
    state = shapes.one_of(State)


class Sessions(Shape):
    items = fields.List(fields.Nested(SessionAnswer))


class RowShape(Shape):
    """`checks`: each entry check of the session, and whether it was passed."""

    enrolment_id = shapes.ident(required=True)
    state = shapes.one_of(Came, required=True)
    reason = shapes.text(500)
    checks = fields.Dict(keys=shapes.code(), values=fields.Boolean())


class Rows(Shape):
    rows = fields.List(
        fields.Nested(RowShape), required=True, validate=validate.Length(min=1, max=500)
    )


class PresentAnswer(Shape):
    """`state` is null while nothing is on record."""

    enrolment_id = fields.UUID(attribute="enrolment.id")
    person_id = fields.UUID(attribute="enrolment.person_id")
    name = fields.String(allow_none=True)
    state = fields.String(attribute="row.state", dump_default=None, allow_none=True)


class Presence(Shape):
    items = fields.List(fields.Nested(PresentAnswer))


@blp.route("/programmes/<uuid:programme_id>/sessions")
class SessionsView(MethodView):
    @blp.response(200, Sessions)
    @allow(*shapes.STAFF)
    def get(self, programme_id: UUID) -> Any:
        """All its sessions, cancelled ones too, soonest first."""
        return {"items": http.read(_sessions, programme_id)}

    @blp.arguments(NewSession)
    @blp.response(201, SessionAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, Any], programme_id: UUID) -> Session:
        """Schedule a session; its room is booked with it."""
        asked = order(ScheduleSession, wanted, programme_id=programme_id)
        return http.with_version(http.transact(schedule_session, asked))


@blp.route("/sessions/<uuid:session_id>")
class SessionView(MethodView):
    @blp.response(200, SessionAnswer)
    @allow(*shapes.STAFF)
    def get(self, session_id: UUID) -> Session:
        """A session."""
        return http.with_version(http.read(_session, session_id))

    @blp.arguments(SessionChange)
    @blp.response(200, SessionAnswer)
    @allow(Role.TRAINER)
    def patch(self, wanted: dict[str, Any], session_id: UUID) -> Session:
        """Move it, or say where it is held."""
        change = ChangeSession(
            session_id=session_id, version=http.if_match(), changes=changes(Session, wanted)
        )
        return http.with_version(http.transact(change_session, change))


@blp.route("/sessions/<uuid:session_id>/cancellation")
class CancellationView(MethodView):
    @blp.response(200, SessionAnswer)
    @allow(Role.TRAINER)
    def post(self, session_id: UUID) -> Session:
        """It does not take place, and its room is free."""
        cancelled = CancelSession(session_id=session_id, version=http.if_match())
        return http.with_version(http.transact(cancel_session, cancelled))


@blp.route("/sessions/<uuid:session_id>/attendance")
class AttendanceView(MethodView):
    @blp.response(200, Presence)
    @allow(*shapes.STAFF)
    def get(self, session_id: UUID) -> Any:
        """The session's list: everybody who is expected, and what is on record."""
        found: list[Present] = http.read(list_attendance, session_id)
        return {"items": found}

    @blp.arguments(Rows)
    @blp.response(200, SessionAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, Any], session_id: UUID) -> Session:
        """Record who came, all at once or row by row; a later row of someone stands."""
        asked = order(RecordAttendance, wanted, session_id=session_id, version=http.if_match())
        return http.with_version(http.transact(record_attendance, asked))


def _sessions(unit: Unit, programme_id: UUID) -> list[Session]:
    return unit.sessions.of(unit.programmes.get(programme_id).id)


def _session(unit: Unit, session_id: UUID) -> Session:
    return unit.sessions.get(session_id)
