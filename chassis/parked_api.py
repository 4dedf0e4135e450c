"""Parked events over HTTP: list, group, show, retry, drop. For operators."""

from typing import Any
from uuid import UUID

from flask import current_app, request
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields, validate

from chassis import parked
from chassis.auth import ALL_OFFICES, Role, allow
from chassis.http import actor, caller
from chassis.parked import Drop, Which
from chassis.service import Runtime

blp = Blueprint(
    "parked", __name__, url_prefix="/v1/parked", description="Events that wait for a decision"
)
MAY = allow(Role.OPERATOR, Role.SERVICE)


class Strict(Schema):
    class Meta:
        unknown = RAISE


class AlikeArgs(Strict):
    error = fields.String(metadata={"description": "Those that failed of just this."})
    type = fields.String(metadata={"example": "pamong.registry.order-registered.v1"})


class ListArgs(AlikeArgs):
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))
    after = fields.UUID(load_default=None)


class DropArgs(Strict):
    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))


class ParkedEvent(Schema):
    id = fields.UUID(required=True)
    service = fields.String(required=True, metadata={"description": "Whose event it is."})
    type = fields.String(required=True)
    epoch = fields.Integer(required=True)
    position = fields.Integer(required=True)
    office_id = fields.String(required=True)
    person = fields.String(required=True, metadata={"description": "Whose later events wait."})
    error = fields.String(required=True)
    tries = fields.Integer(required=True)
    since = fields.AwareDateTime(required=True)
    code = fields.String(required=True, metadata={"description": "The version that failed."})
    waiting = fields.Integer(required=True, metadata={"description": "How many wait behind it."})


class WholeParkedEvent(ParkedEvent):
    stack = fields.List(fields.String(), required=True)
    body = fields.String(required=True, metadata={"description": "The event as it came."})


class ParkedPage(Schema):
    items = fields.List(fields.Nested(ParkedEvent), required=True)
    next = fields.UUID(required=True, allow_none=True)


class ParkedGroup(Schema):
    error = fields.String(required=True)
    type = fields.String(required=True)
    count = fields.Integer(required=True)


class ParkedGroups(Schema):
    items = fields.List(fields.Nested(ParkedGroup), required=True)


class Decided(Schema):
    count = fields.Integer(required=True, metadata={"description": "How many it was done with."})


@blp.route("")
class ParkedView(MethodView):
    @blp.arguments(ListArgs, location="query")
    @blp.response(200, ParkedPage)
    @MAY
    def get(self, args: dict[str, Any]) -> dict[str, Any]:
        """Parked events, oldest first."""
        found = parked.listed(_database(), _which(args), args["after"])
        page = found[: args["limit"]]
        return {"items": page, "next": page[-1].id if len(found) > len(page) else None}


@blp.route("/groups")
class GroupsView(MethodView):
    @blp.response(200, ParkedGroups)
    @MAY
    def get(self) -> dict[str, Any]:
        """How many failed of the same, most first."""
        found = parked.groups(_database(), _which({}))
        return {"items": [{"error": e, "type": t, "count": n} for e, t, n in found]}


@blp.route("/retry")
class RetryAllView(MethodView):
    @blp.arguments(AlikeArgs)
    @blp.response(200, Decided)
    @MAY
    def post(self, args: dict[str, Any]) -> dict[str, int]:
        """Try again all, or those that failed alike; at most 500 at once."""
        return {"count": parked.retry(_runtime(), _which(args), actor())}


@blp.route("/<uuid:ident>")
class OneView(MethodView):
    @blp.response(200, WholeParkedEvent)
    @MAY
    def get(self, ident: UUID) -> parked.Parked:
        """One parked event, whole: where it failed, and the event as it came."""
        return parked.shown(_database(), _which({"id": ident}))


@blp.route("/<uuid:ident>/retry")
class RetryView(MethodView):
    @blp.response(200, Decided)
    @MAY
    def post(self, ident: UUID) -> dict[str, int]:
        """Try it again at once, as if it had never failed."""
        return {"count": parked.retry(_runtime(), _which({"id": ident}), actor())}


@blp.route("/<uuid:ident>/drop")
class DropView(MethodView):
    @blp.arguments(DropArgs)
    @blp.response(200, Decided)
    @MAY
    def post(self, args: dict[str, Any], ident: UUID) -> dict[str, int]:
        """Never apply it; what waited behind it is tried. The reason is kept."""
        order = Drop(which=_which({"id": ident}), reason=args["reason"])
        return {"count": parked.drop(_runtime(), order, actor())}


def _which(chosen: dict[str, Any]) -> Which:
    named = {name: chosen[name] for name in ("id", "error", "type") if name in chosen}
    return Which(offices=_offices(), **named)


def _offices() -> frozenset[str] | None:
    """All that the caller may see, or the one that was asked for."""
    asked = request.headers.get("Pamong-Office")
    if asked:
        return frozenset({caller().office(asked)})
    return None if ALL_OFFICES in caller().offices else caller().offices


def _runtime() -> Runtime[Any]:
    found: Runtime[Any] = current_app.extensions["pamong.runtime"]
    return found


def _database() -> Any:
    return _runtime().around.database
