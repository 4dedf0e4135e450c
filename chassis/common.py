"""What every service answers: the schemas of its events, how far it is, its audit, its clock."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from flask import current_app
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields
from pymongo.errors import PyMongoError

from chassis import audit, common_answers, status
from chassis.auth import Role, allow, public
from chassis.clock import MovableClock
from chassis.events import FACTS
from chassis.refusals import NotFound, Refused
from chassis.schemas import schema_of
from chassis.service import Runtime

blp = Blueprint("common", __name__, url_prefix="/v1", description="Schemas and state")


class ClockBackwards(Refused):
    """The clock only moves forward."""

    code = "clock_backwards"
    conflict = True


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
    @allow(Role.OPERATOR)
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
