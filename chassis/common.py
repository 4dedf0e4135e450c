"""What every service answers: its feed, its head, its schemas, how far it is, and the clock."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from flask import current_app
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields, validate
from pymongo.errors import PyMongoError

from chassis import audit, common_answers, cursor, http, status
from chassis.auth import WITHIN, Role, allow, public
from chassis.clock import MovableClock
from chassis.events import FACTS
from chassis.ids import made_at
from chassis.outbox import feed, head_of, position_of
from chassis.refusals import NotFound, Refused
from chassis.relay import begin_epoch
from chassis.schemas import schema_of
from chassis.service import Runtime
from chassis.unit import UnitOfWork

blp = Blueprint("common", __name__, url_prefix="/v1", description="Events, schemas and state")
SKEW_SECONDS = 10.0
"""By how much the clocks of the machines that make ids and number batches may differ."""


class ClockBackwards(Refused):
    """The clock only moves forward."""

    code = "clock_backwards"
    conflict = True


class PageArgs(Schema):
    after = fields.Integer(load_default=0, validate=validate.Range(min=0))
    limit = fields.Integer(load_default=500, validate=validate.Range(min=1, max=2_000))


class GapArgs(Schema):
    class Meta:
        unknown = RAISE

    service = fields.String(required=True, validate=validate.Regexp(r"[a-z][a-z-]*\Z"))
    through = fields.Integer(required=True, validate=validate.Range(min=1))
    reason = fields.String(required=True, validate=validate.Regexp(r".*\S"))


class ClockArgs(Schema):
    class Meta:
        unknown = RAISE

    now = fields.AwareDateTime(required=True, default_timezone=UTC)


def runtime() -> Runtime[Any]:
    found: Runtime[Any] = current_app.extensions["pamong.runtime"]
    return found


def missing(of: Runtime[Any]) -> list[str]:
    """What keeps the service from serving, in words."""
    try:
        present = set(of.around.database.list_collection_names())
    except PyMongoError as error:
        return [f"store: {type(error).__name__}"]
    lacking = sorted({each.name for each in of.service.plans()} - present)
    return [f"collections, to be prepared first: {', '.join(lacking)}"] if lacking else []


@blp.route("/events")
class FeedView(MethodView):
    @blp.arguments(PageArgs, location="query")
    @blp.alt_response(200, schema=common_answers.EventFeed, success=True)
    @allow(Role.SERVICE, Role.OPERATOR)
    def get(self, page: dict[str, int]) -> Any:
        """Numbered events above a position, in order, kept 30 days after the log had them."""
        found = feed(runtime().around.database, page["after"], page["limit"])
        return {
            "events": [
                {
                    "position": each.position,
                    "epoch": each.epoch,
                    "type": each.type,
                    "office_id": each.office_id,
                    "body": each.body.decode(),
                }
                for each in found
            ]
        }


@blp.route("/events/head")
class HeadView(MethodView):
    @blp.alt_response(200, schema=common_answers.LogHead, success=True)
    @allow(Role.SERVICE, Role.OPERATOR)
    def get(self) -> Any:
        """How far this service has numbered its events, and how far the log has them."""
        return msgspec.to_builtins(head_of(runtime().around.database))


@blp.route("/events/epoch")
class EpochView(MethodView):
    @blp.alt_response(200, schema=common_answers.Epoch, success=True)
    @allow(Role.OPERATOR)
    def post(self) -> Any:
        """Begin a new epoch of positions: this service's store was restored from a backup, and
        no relay has worked on it yet."""
        raised = runtime().transact(_raise_epoch, None, office_id="", actor=http.actor())
        return {"epoch": raised.result}


@blp.route("/events/gaps")
class GapView(MethodView):
    @blp.arguments(GapArgs)
    @blp.alt_response(200, schema=common_answers.GivenUp, success=True)
    @allow(Role.OPERATOR)
    def post(self, gap: dict[str, Any]) -> Any:
        """Do not wait any longer for events that nobody has any more, up to a position of their
        service. Later ones are applied; the reason is kept."""
        runtime().transact(_give_up, gap, office_id="", actor=http.actor())
        return {"service": gap["service"], "through": gap["through"]}


def _give_up(unit: UnitOfWork, gap: dict[str, Any]) -> None:
    cursor.give_up(unit.around.database, gap["service"], gap["through"], unit.session)
    unit.record("give_up_gap", **gap)


def _raise_epoch(unit: UnitOfWork, order: None) -> int:
    try:
        epoch = begin_epoch(unit.around.database, unit.session)
    except LookupError as error:
        raise NotFound(thing="epoch") from error
    unit.record("raise_epoch", epoch=epoch)
    return epoch


@blp.route("/events/<uuid:ident>/position")
class PositionView(MethodView):
    @blp.alt_response(200, schema=common_answers.EventPosition, success=True)
    @allow(*WITHIN)
    def get(self, ident: UUID) -> Any:
        """The position that an event of the last while was given; 404 while it has none."""
        found = position_of(runtime().around.database, ident, made_at(ident) - SKEW_SECONDS)
        if found is None:
            raise NotFound(thing="event")
        epoch, position = found
        return {"epoch": epoch, "position": position}


@blp.route("/schemas/<name>.json")
class SchemaView(MethodView):
    @blp.alt_response(200, schema={"type": "object"}, success=True)
    @public
    def get(self, name: str) -> Any:
        """The JSON Schema of one kind of event."""
        for kind in FACTS.values():
            if kind.type == name and kind.service == runtime().service.name:
                return schema_of(kind)
        raise NotFound(thing="schema")


@blp.route("/status")
class StatusView(MethodView):
    @blp.alt_response(200, schema=common_answers.ServiceStatus, success=True)
    @allow(Role.SERVICE, Role.OPERATOR)
    def get(self) -> Any:
        """How far relay, follower and jobs have come: what an operator asks first."""
        return status.of(runtime())


@blp.route("/audit/verify")
class AuditView(MethodView):
    @blp.alt_response(200, schema=common_answers.AuditVerdict, success=True)
    @allow(Role.SERVICE, Role.OPERATOR)
    def get(self) -> Any:
        """Whether the audit trail is as it was sealed: its blocks, its last hash, the first
        block that is not."""
        return msgspec.to_builtins(audit.verify(runtime().around.database))


@blp.route("/clock")
class ClockView(MethodView):
    @blp.alt_response(200, schema=common_answers.ClockAnswer, success=True)
    @public
    def get(self) -> Any:
        """The instant that rules go by, and whether it can be moved."""
        movable = isinstance(runtime().around.clock, MovableClock)
        return {"now": runtime().around.clock.now().isoformat(), "movable": movable}

    @blp.arguments(ClockArgs)
    @blp.alt_response(200, schema=common_answers.ClockAnswer, success=True)
    @allow(Role.SERVICE)
    def put(self, wanted: dict[str, datetime]) -> Any:
        """Move the clock of a demo or a test. There is no such thing in production."""
        movable = runtime().around.clock
        if not isinstance(movable, MovableClock):
            raise NotFound(thing="clock")
        try:
            movable.move(wanted["now"])
        except ValueError as error:
            raise ClockBackwards(now=movable.now().isoformat()) from error
        return {"now": movable.now().isoformat(), "movable": True}
