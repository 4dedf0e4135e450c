"""Cases: a person under an order, and who answers for it."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from supervision.api.proposals import PROPOSERS, ProposalAnswer
from supervision.api.shapes import (
    LEADERS,
    READERS,
    TEXT,
    OfficerQuery,
    PersonShown,
    asked,
    listed,
    reason_given,
    whole,
)
from supervision.commands.assign import AssignOfficer, assign_officer
from supervision.commands.propose import DraftProposal, draft_proposal
from supervision.domain.case import State, SupervisionCase
from supervision.domain.proposal import Ground, RevocationProposal
from supervision.questions import lists, one

blp = Blueprint("cases", __name__, url_prefix="/v1/cases", description="Cases")


class CaseQuery(OfficerQuery):
    state = fields.Enum(State, by_value=True)
    person_id = fields.UUID()


class NewOfficer(Shape):
    officer_id = fields.UUID(required=True)
    note = fields.String(load_default="", validate=TEXT)


class NewProposal(Shape):
    ground = fields.Enum(Ground, by_value=True, required=True)
    reason = fields.String(required=True, validate=TEXT)


class CaseFields(Shape):
    """`id` is the order's. In force on the days [start, end); `misses` in a row, by kind."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    person_id = fields.UUID(required=True)
    scheme = fields.String(required=True, metadata={"example": "asimilasi_rumah"})
    decree_date = fields.Date(required=True)
    start = fields.Date(required=True)
    end = fields.Date(required=True)
    handed_over = fields.Date(required=True)
    state = fields.Enum(State, by_value=True, required=True)
    officer_id = fields.UUID(required=True, allow_none=True)
    phone_known = fields.Boolean(required=True)
    start_due = fields.Date(required=True)
    first_contact_on = fields.Date(required=True, allow_none=True)
    misses = fields.Dict(fields.String(), fields.Integer(), required=True)
    open_visit = fields.UUID(required=True, allow_none=True)
    open_proposal = fields.UUID(required=True, allow_none=True)


class CaseItem(CaseFields, PersonShown):
    """In a list."""


class SkippedDay(Shape):
    date = fields.Date(required=True)
    why = fields.String(required=True, metadata={"example": "public_holiday"})


class Working(Shape):
    """Why the first contact is due when it is: working days after handover, and days passed over.

    `policy`: the regulation under which the case began.
    """

    policy = fields.String(required=True)
    source = fields.String(required=True)
    start_days = fields.Integer(required=True)
    skipped = fields.List(fields.Nested(SkippedDay), required=True)


class CaseDetail(CaseItem):
    officer_note = fields.String(required=True, allow_none=True)
    working = fields.Nested(Working, required=True)


class CaseAnswer(CaseFields):
    officer_note = fields.String(required=True, allow_none=True)


class CasePage(Shape):
    items = fields.List(fields.Nested(CaseItem), required=True)
    next = fields.UUID(required=True, allow_none=True)


@blp.route("")
class CasesView(MethodView):
    @blp.arguments(CaseQuery, location="query")
    @blp.response(200, CasePage)
    @allow(*READERS)
    def get(self, query: dict[str, Any]) -> Any:
        """Cases, in order of their ids."""
        return listed(http.read(lists.cases, asked(query)))


@blp.route("/<uuid:case_id>")
class CaseView(MethodView):
    @blp.response(200, CaseDetail)
    @allow(*READERS)
    def get(self, case_id: UUID) -> Any:
        """One case with its working. A protected person needs `Pamong-Reason`."""
        found = http.read(one.case_file, one.AskOne(case_id, reason_given()))
        working = {
            "policy": found.policy.code,
            "source": found.policy.source,
            "start_days": found.policy.start_days,
            "skipped": found.start.skipped,
        }
        return whole(found.shown) | {"working": working}


@blp.route("/<uuid:case_id>/officer")
class OfficerView(MethodView):
    @blp.arguments(NewOfficer)
    @blp.response(200, CaseAnswer)
    @allow(*LEADERS)
    def post(self, given: dict[str, Any], case_id: UUID) -> SupervisionCase:
        """Another officer answers for the case; what is open goes along."""
        order = AssignOfficer(case_id=case_id, version=http.if_match(), **given)
        return http.with_version(http.transact(assign_officer, order))


@blp.route("/<uuid:case_id>/proposals")
class CaseProposalsView(MethodView):
    @blp.arguments(NewProposal)
    @blp.response(201, ProposalAnswer)
    @allow(*PROPOSERS)
    def post(self, given: dict[str, Any], case_id: UUID) -> RevocationProposal:
        """Draft a proposal of revocation by hand."""
        order = DraftProposal(case_id=case_id, **given)
        return http.with_version(http.transact(draft_proposal, order))
