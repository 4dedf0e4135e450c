"""Whom an officer meets today."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from supervision.api.shapes import WRITERS, PersonShown, about
from supervision.domain.home_visit import HomeVisit
from supervision.domain.obligation import Obligation
from supervision.own_case import ME
from supervision.questions.lists import Shown
from supervision.questions.worklist import AskWorklist, Item, worklist

blp = Blueprint("worklist", __name__, url_prefix="/v1", description="Whom to meet today")


class WorklistQuery(Shape):
    officer = fields.String(load_default=ME, metadata={"description": "An id, or `me`."})
    on = fields.Date(metadata={"description": "By default today."})


class WorklistItem(PersonShown):
    """A meeting that is owed, or a home visit; `why` says why it stands where it does."""

    kind = fields.String(required=True, metadata={"enum": ["obligation", "home_visit"]})
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    case_id = fields.UUID(required=True)
    obligation_id = fields.UUID(required=True, allow_none=True)
    obligation_kind = fields.String(required=True, allow_none=True)
    window_start = fields.Date(required=True, allow_none=True)
    window_end = fields.Date(required=True, allow_none=True)
    due = fields.Date(required=True)
    in_person = fields.Boolean(required=True)
    attempts = fields.Integer(required=True)
    last_reached = fields.Boolean(required=True, allow_none=True)
    late = fields.Boolean(required=True)
    why = fields.List(fields.String(), required=True, metadata={"example": ["last_day"]})
    start_due = fields.Date(required=True, allow_none=True)


class WorklistAnswer(Shape):
    on = fields.Date(required=True)
    officer_id = fields.UUID(required=True)
    caseload = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    items = fields.List(fields.Nested(WorklistItem), required=True)
    counts = fields.Dict(fields.String(), fields.Integer(), required=True)


@blp.route("/worklist")
class WorklistView(MethodView):
    @blp.arguments(WorklistQuery, location="query")
    @blp.response(200, WorklistAnswer)
    @allow(*WRITERS)
    def get(self, query: dict[str, Any]) -> Any:
        """Every open meeting and visit of an officer, the most urgent first."""
        found = http.read(worklist, AskWorklist(officer=query["officer"], on=query.get("on")))
        return {
            "on": found.on,
            "officer_id": found.officer_id,
            "caseload": found.caseload,
            "limit": found.limit,
            "items": [_row(each) for each in found.items],
            "counts": found.counts,
        }


def _row(item: Item) -> dict[str, Any]:
    thing, case = item.thing, item.case
    return {
        **about(Shown(thing, item.person)),
        **(_of_obligation(thing) if isinstance(thing, Obligation) else _of_visit(thing)),
        "kecamatan": item.person.kecamatan or case.kecamatan,
        "late": item.urgency.late,
        "why": item.urgency.why,
        "start_due": case.start_due if case.first_contact_on is None else None,
    }


def _of_obligation(owed: Obligation) -> dict[str, Any]:
    return {
        "kind": "obligation",
        "obligation_id": owed.id,
        "obligation_kind": owed.kind,
        "in_person": owed.in_person and owed.dispensation is None,
        "attempts": len(owed.attempts),
        "last_reached": owed.attempts[-1].reached if owed.attempts else None,
    }


def _of_visit(visit: HomeVisit) -> dict[str, Any]:
    return {
        "kind": "home_visit",
        "obligation_id": visit.obligation_id,
        "obligation_kind": None,
        "window_start": None,
        "window_end": None,
        "in_person": True,
        "attempts": 0,
        "last_reached": None,
    }
