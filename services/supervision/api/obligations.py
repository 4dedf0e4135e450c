"""Meetings that are owed, and what officers record of them."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import allow
from supervision.api.obligation_shapes import (
    AttemptGiven,
    ContactGiven,
    ObligationAnswer,
    ObligationDetail,
    ObligationPage,
    ObligationQuery,
)
from supervision.api.shapes import READERS, WRITERS, GivenReason, asked, listed, reason_given, whole
from supervision.commands.attempt import RecordAttempt, record_attempt
from supervision.commands.contact import RecordContact, record_contact
from supervision.commands.leave import GiveLeave, dispense, excuse
from supervision.domain.obligation import Obligation
from supervision.questions import lists, one

blp = Blueprint("obligations", __name__, url_prefix="/v1/obligations", description="Meetings owed")


@blp.route("")
class ObligationsView(MethodView):
    @blp.arguments(ObligationQuery, location="query")
    @blp.response(200, ObligationPage)
    @allow(*READERS)
    def get(self, query: dict[str, Any]) -> Any:
        """Meetings, in order of their ids, without what was said."""
        return listed(http.read(lists.obligations, asked(query)))


@blp.route("/<uuid:obligation_id>")
class ObligationView(MethodView):
    @blp.response(200, ObligationDetail)
    @allow(*READERS)
    def get(self, obligation_id: UUID) -> Any:
        """One meeting with what was said. A protected person needs `Pamong-Reason`.

        Programs are told of the meeting alone.
        """
        return whole(http.read(one.obligation, one.AskOne(obligation_id, reason_given())))


@blp.route("/<uuid:obligation_id>/attempts")
class AttemptsView(MethodView):
    @blp.arguments(AttemptGiven)
    @blp.response(200, ObligationAnswer)
    @allow(*WRITERS)
    def post(self, given: dict[str, Any], obligation_id: UUID) -> Obligation:
        """Somebody tried. The same `id` again changes nothing."""
        order = RecordAttempt(obligation_id=obligation_id, version=http.if_match(), **given)
        return http.with_version(http.transact(record_attempt, order))


@blp.route("/<uuid:obligation_id>/contact")
class ContactView(MethodView):
    @blp.arguments(ContactGiven)
    @blp.response(200, ObligationAnswer)
    @allow(*WRITERS)
    def post(self, given: dict[str, Any], obligation_id: UUID) -> Obligation:
        """The client was met. The same `id` again changes nothing."""
        order = RecordContact(obligation_id=obligation_id, version=http.if_match(), **given)
        return http.with_version(http.transact(record_contact, order))


@blp.route("/<uuid:obligation_id>/excuse")
class ExcuseView(MethodView):
    @blp.arguments(GivenReason)
    @blp.response(200, ObligationAnswer)
    @allow(*WRITERS)
    def post(self, given: dict[str, str], obligation_id: UUID) -> Obligation:
        """The client need not come in this window."""
        order = GiveLeave(obligation_id=obligation_id, version=http.if_match(), **given)
        return http.with_version(http.transact(excuse, order))


@blp.route("/<uuid:obligation_id>/dispensation")
class DispensationView(MethodView):
    @blp.arguments(GivenReason)
    @blp.response(200, ObligationAnswer)
    @allow(*WRITERS)
    def post(self, given: dict[str, str], obligation_id: UUID) -> Obligation:
        """A meeting owed in person may be held from afar, this once."""
        order = GiveLeave(obligation_id=obligation_id, version=http.if_match(), **given)
        return http.with_version(http.transact(dispense, order))
