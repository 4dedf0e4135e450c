"""Home visits."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from supervision.api.shapes import (
    READERS,
    TEXT,
    WRITERS,
    OfficerQuery,
    PersonShown,
    asked,
    listed,
    reason_given,
    whole,
)
from supervision.commands.visit import ReportVisit, report_visit
from supervision.domain.home_visit import HomeVisit, Result, State
from supervision.questions import lists, one

blp = Blueprint("home_visits", __name__, url_prefix="/v1/home-visits", description="Home visits")


class VisitQuery(OfficerQuery):
    state = fields.Enum(State, by_value=True)


class ReportGiven(Shape):
    """`id` is made by the device that records it, once."""

    id = fields.UUID(required=True)
    on = fields.Date(load_default=None, metadata={"description": "By default today."})
    result = fields.Enum(Result, by_value=True, required=True)
    findings = fields.String(load_default="", validate=TEXT)


class ReportSummary(Shape):
    id = fields.UUID(required=True)
    on = fields.Date(required=True)
    result = fields.Enum(Result, by_value=True, required=True)
    by = fields.String(required=True)


class ReportAnswer(ReportSummary):
    findings = fields.String(required=True)


class VisitFields(Shape):
    """`obligation_id`: the meeting that failed; null where there was no telephone to call."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    case_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)
    officer_id = fields.UUID(required=True, allow_none=True)
    obligation_id = fields.UUID(required=True, allow_none=True)
    opened_on = fields.Date(required=True)
    due = fields.Date(required=True)
    state = fields.Enum(State, by_value=True, required=True)


class VisitAnswer(VisitFields):
    report = fields.Nested(ReportAnswer, required=True, allow_none=True)


class VisitDetail(VisitAnswer, PersonShown):
    """With whom it is about."""


class VisitItem(VisitFields, PersonShown):
    """In a list: whom it is about, without what was found."""

    report = fields.Nested(ReportSummary, required=True, allow_none=True)


class VisitPage(Shape):
    items = fields.List(fields.Nested(VisitItem), required=True)
    next = fields.UUID(required=True, allow_none=True)


@blp.route("")
class VisitsView(MethodView):
    @blp.arguments(VisitQuery, location="query")
    @blp.response(200, VisitPage)
    @allow(*READERS)
    def get(self, query: dict[str, Any]) -> Any:
        """Visits, in order of their ids."""
        return listed(http.read(lists.visits, asked(query)))


@blp.route("/<uuid:visit_id>")
class VisitView(MethodView):
    @blp.response(200, VisitDetail)
    @allow(*READERS)
    def get(self, visit_id: UUID) -> Any:
        """One visit with what was found. A protected person needs `Pamong-Reason`."""
        return whole(http.read(one.visit, one.AskOne(visit_id, reason_given())))


@blp.route("/<uuid:visit_id>/report")
class ReportView(MethodView):
    @blp.arguments(ReportGiven)
    @blp.response(200, VisitAnswer)
    @allow(*WRITERS)
    def post(self, given: dict[str, Any], visit_id: UUID) -> HomeVisit:
        """An officer went. The same `id` again changes nothing."""
        order = ReportVisit(visit_id=visit_id, version=http.if_match(), **given)
        return http.with_version(http.transact(report_visit, order))
