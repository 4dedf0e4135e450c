"""Proposals of revocation, until the head of office has them."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from supervision.api.shapes import (
    READERS,
    OfficerQuery,
    PersonShown,
    asked,
    listed,
    reason_given,
    whole,
)
from supervision.commands.propose import SubmitProposal, submit_proposal
from supervision.domain.proposal import Ground, Outcome, RevocationProposal, State
from supervision.questions import lists, one

blp = Blueprint("proposals", __name__, url_prefix="/v1/proposals", description="Proposals")
PROPOSERS = (Role.OFFICER, Role.SUPERVISOR)


class ProposalQuery(OfficerQuery):
    state = fields.Enum(State, by_value=True)


class Nothing(Shape):
    """The body has no fields."""


class DecisionAnswer(Shape):
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    on = fields.Date(required=True)


class ProposalFields(Shape):
    """`evidence`: ids of missed obligations; `drafted_by` null: by rule."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    case_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)
    officer_id = fields.UUID(required=True, allow_none=True)
    ground = fields.Enum(Ground, by_value=True, required=True)
    evidence = fields.List(fields.UUID(), required=True)
    state = fields.Enum(State, by_value=True, required=True)
    drafted_on = fields.Date(required=True)
    drafted_by = fields.String(required=True, allow_none=True)
    submitted_on = fields.Date(required=True, allow_none=True)
    proposed_by = fields.String(required=True, allow_none=True)
    decision = fields.Nested(DecisionAnswer, required=True, allow_none=True)


class ProposalAnswer(ProposalFields):
    reason = fields.String(required=True, allow_none=True)


class ProposalDetail(ProposalAnswer, PersonShown):
    """With whom it is about."""


class ProposalItem(ProposalFields, PersonShown):
    """In a list: whom it is about, without an officer's reason."""


class ProposalPage(Shape):
    items = fields.List(fields.Nested(ProposalItem), required=True)
    next = fields.UUID(required=True, allow_none=True)


@blp.route("")
class ProposalsView(MethodView):
    @blp.arguments(ProposalQuery, location="query")
    @blp.response(200, ProposalPage)
    @allow(*READERS)
    def get(self, query: dict[str, Any]) -> Any:
        """Proposals, in order of their ids."""
        return listed(http.read(lists.proposals, asked(query)))


@blp.route("/<uuid:proposal_id>")
class ProposalView(MethodView):
    @blp.response(200, ProposalDetail)
    @allow(*READERS)
    def get(self, proposal_id: UUID) -> Any:
        """One proposal with its reason. A protected person needs `Pamong-Reason`."""
        return whole(http.read(one.proposal, one.AskOne(proposal_id, reason_given())))


@blp.route("/<uuid:proposal_id>/submission")
class SubmissionView(MethodView):
    @blp.arguments(Nothing)
    @blp.response(200, ProposalAnswer)
    @allow(*PROPOSERS)
    def post(self, _: dict[str, Any], proposal_id: UUID) -> RevocationProposal:
        """Stand by a draft: it goes to the head of office."""
        order = SubmitProposal(proposal_id=proposal_id, version=http.if_match())
        return http.with_version(http.transact(submit_proposal, order))
