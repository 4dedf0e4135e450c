"""What a service tells of its events to other services, and what an operator mends there.

All of it is of all offices, and so for callers of all offices; but the place of one event, whose
id its caller knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

import msgspec
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields, validate

from chassis import common_answers, cursor, http
from chassis.auth import ALL_OFFICES, WITHIN, NotAllowed, Role, allow
from chassis.common import runtime
from chassis.epochs import begin_epoch
from chassis.ids import made_at
from chassis.outbox import feed, head_of, position_of
from chassis.places import Place
from chassis.refusals import NotFound, Refused
from chassis.unit import UnitOfWork

blp = Blueprint("events", __name__, url_prefix="/v1/events", description="Events of all offices")
SKEW_SECONDS = 10.0
"""By how much the clocks of the machines that make ids and number batches may differ."""


class NothingMissing(Refused):
    """No event of that service is waited for here."""

    code = "nothing_missing"
    conflict = True


class NotNumbered(Refused):
    """That service has not numbered so far: what is to come cannot be given up."""

    code = "not_numbered"


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Wait no longer for events of `service` up to this place."""

    service: str
    through: Place
    reason: str


class PageArgs(Schema):
    after = fields.Integer(load_default=0, validate=validate.Range(min=0))
    limit = fields.Integer(load_default=500, validate=validate.Range(min=1, max=2_000))


class GapArgs(Schema):
    class Meta:
        unknown = RAISE

    service = fields.String(required=True, validate=validate.Regexp(r"[a-z][a-z-]*\Z"))
    through = fields.Integer(required=True, validate=validate.Range(min=1))
    reason = fields.String(required=True, validate=validate.Regexp(r".*\S"))


def everywhere(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only callers of all offices may call the view: services and their operator."""

    @wraps(view)
    def guarded(*args: Any, **named: Any) -> Any:
        if ALL_OFFICES not in http.caller().offices:
            raise NotAllowed
        return view(*args, **named)

    return guarded


@blp.route("")
class FeedView(MethodView):
    @blp.arguments(PageArgs, location="query")
    @blp.alt_response(200, schema=common_answers.EventFeed, success=True)
    @everywhere
    @allow(Role.SERVICE, Role.OPERATOR)
    def get(self, page: dict[str, int]) -> Any:
        """Numbered events above a position, in order: kept 30 days after they were numbered,
        and in any case until the log has them.
        """
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


@blp.route("/head")
class HeadView(MethodView):
    @blp.alt_response(200, schema=common_answers.LogHead, success=True)
    @everywhere
    @allow(Role.SERVICE, Role.OPERATOR)
    def get(self) -> Any:
        """How far this service has numbered its events, and how far the log has them."""
        return msgspec.to_builtins(head_of(runtime().around.database))


@blp.route("/epoch")
class EpochView(MethodView):
    @blp.alt_response(200, schema=common_answers.Epoch, success=True)
    @everywhere
    @allow(Role.OPERATOR)
    def post(self) -> Any:
        """Begin a new epoch of positions: this service's store was restored from a backup, and
        no relay has worked on it yet."""
        raised = runtime().transact(_raise_epoch, None, office_id="", actor=http.actor())
        return {"epoch": raised.result}


@blp.route("/gaps")
class GapView(MethodView):
    @blp.arguments(GapArgs)
    @blp.alt_response(200, schema=common_answers.GivenUp, success=True)
    @everywhere
    @allow(Role.OPERATOR)
    def post(self, gap: dict[str, Any]) -> Any:
        """Do not wait any longer for events that nobody has any more, up to a position of their
        service. Later ones are applied; the reason is kept."""
        service, through = gap["service"], gap["through"]
        if service not in cursor.filling(runtime().around.database):
            raise NothingMissing(field="service", service=service)
        head = runtime().around.peers.get(service, "/v1/events/head")
        if through > head["position"]:
            raise NotNumbered(field="through", last=head["position"])
        order = GiveUp(service, Place(head["epoch"], through), gap["reason"])
        runtime().transact(_give_up, order, office_id="", actor=http.actor())
        return {"service": service, "through": through}


def _give_up(unit: UnitOfWork, order: GiveUp) -> None:
    cursor.give_up(unit.around.database, order.service, order.through, unit.session)
    unit.record(
        "give_up_gap",
        service=order.service,
        epoch=order.through.epoch,
        through=order.through.position,
        reason=order.reason,
    )


def _raise_epoch(unit: UnitOfWork, order: None) -> int:
    epoch = begin_epoch(unit.around.database, unit.session)
    unit.record("raise_epoch", epoch=epoch)
    return epoch


@blp.route("/<uuid:ident>/position")
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
