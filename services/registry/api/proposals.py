"""Proposals of revocation: what waits for the head of office, and the decision (R16)."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from registry.api.asking import PageArgs, listed, one_of, page_of, text
from registry.commands.decisions import DecideProposal, decide_proposal
from registry.domain.proposal import Outcome, ProposalState
from registry.questions import orders as ask

blp = Blueprint("proposals", __name__, url_prefix="/v1", description="Proposals of revocation")


class DecisionShape(Shape):
    outcome = fields.String()
    on = fields.Date()
    reason = fields.String()
    decree_number = fields.String(allow_none=True)
    by = fields.String()
    recorded_at = fields.AwareDateTime()


class ProposalShape(Shape):
    id = fields.UUID()
    version = fields.Integer()
    order_id = fields.UUID()
    person_id = fields.UUID()
    grounds = fields.String()
    proposed_by = fields.String(allow_none=True)
    received_at = fields.AwareDateTime()
    state = fields.String()
    decision = fields.Nested(DecisionShape, allow_none=True)


class ProposalPageShape(Shape):
    items = fields.List(fields.Nested(ProposalShape))
    next = fields.String(allow_none=True)


class ProposalsQuery(PageArgs):
    state = one_of(ProposalState, "state_unknown")


class DecisionGiven(Shape):
    """`decree_number` is needed for a suspension."""

    outcome = one_of(Outcome, "outcome_unknown", required=True)
    decree_number = text(allow_none=True, load_default=None)
    on = fields.Date(required=True)
    reason = text(2_000, required=True)


@blp.route("/proposals")
class ProposalsView(MethodView):
    @blp.arguments(ProposalsQuery, location="query")
    @blp.response(200, ProposalPageShape)
    @allow(Role.OFFICER, Role.SUPERVISOR, Role.HEAD)
    def get(self, query: dict[str, Any]) -> Any:
        """Proposals in the order in which they were drafted."""
        page = page_of(query)
        asked = ask.AskProposals(state=query.get("state"), page=page)
        return listed(http.read(ask.find_proposals, asked), page, lambda each: each.id)


@blp.route("/proposals/<uuid:proposal_id>/decision")
class DecisionView(MethodView):
    @blp.arguments(DecisionGiven)
    @blp.response(200, ProposalShape)
    @allow(Role.HEAD)
    def post(self, given: dict[str, Any], proposal_id: UUID) -> Any:
        """Suspend the order or reject the proposal; nobody decides what he proposed."""
        order = DecideProposal(proposal_id=proposal_id, version=http.if_match(), **given)
        return http.with_version(http.transact(decide_proposal, order))
