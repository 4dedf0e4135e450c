"""Enrolments: asked for, given up, certified, followed up."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from chassis.paging import Page
from training.api import shapes
from training.api.enrolment_shapes import (
    Dropping,
    EnrolmentAnswer,
    EnrolmentFull,
    NewEnrolment,
    NewOutcome,
)
from training.api.orders import flat, order
from training.commands.enrolments import (
    DropEnrolment,
    RequestEnrolment,
    WithdrawEnrolment,
    drop_enrolment,
    request_enrolment,
    withdraw_enrolment,
)
from training.commands.results import (
    IssueCertificate,
    RecordOutcome,
    issue_certificate,
    record_outcome,
)
from training.domain.enrolment_terms import State
from training.questions.enrolments import (
    ListEnrolments,
    ShownEnrolment,
    list_enrolments,
    show_enrolment,
)

blp = Blueprint("enrolments", __name__, url_prefix="/v1", description="Enrolments")


class EnrolmentPage(Shape):
    items = fields.List(fields.Nested(EnrolmentAnswer))
    next = fields.String(allow_none=True)


class OfProgrammeQuery(shapes.PageQuery):
    state = shapes.one_of(State, load_default=None)


class EnrolmentQuery(OfProgrammeQuery):
    person_id = fields.UUID(load_default=None)
    programme_id = fields.UUID(load_default=None)


def _answer(shown: ShownEnrolment) -> dict[str, Any]:
    return flat(shown.enrolment, name=shown.name, place_in_line=shown.place_in_line)


def _answer_of(enrolment_id: UUID) -> dict[str, Any]:
    shown = http.read(show_enrolment, enrolment_id)
    http.with_version(shown.enrolment)
    return _answer(shown)


def _page(wanted: dict[str, Any], programme_id: UUID | None, person_id: UUID | None) -> Any:
    asked = ListEnrolments(
        page=Page(limit=wanted["limit"], after=wanted["after"]),
        programme_id=programme_id,
        person_id=person_id,
        state=State(wanted["state"]) if wanted["state"] else None,
    )
    shown, after = http.read(list_enrolments, asked)
    return {"items": [_answer(each) for each in shown], "next": str(after) if after else None}


@blp.route("/programmes/<uuid:programme_id>/enrolments")
class OfProgrammeView(MethodView):
    @blp.arguments(OfProgrammeQuery, location="query")
    @blp.response(200, EnrolmentPage)
    @allow(*shapes.STAFF)
    def get(self, wanted: dict[str, Any], programme_id: UUID) -> Any:
        """Who asked to join, in that order. An officer sees his own clients."""
        return _page(wanted, programme_id, None)

    @blp.arguments(NewEnrolment)
    @blp.response(201, EnrolmentAnswer)
    @allow(Role.OFFICER, Role.TRAINER)
    def post(self, wanted: dict[str, Any], programme_id: UUID) -> Any:
        """Ask for a place: `accepted`, `waitlisted`, or `rejected` with `findings` that say why."""
        asked = order(RequestEnrolment, wanted, programme_id=programme_id)
        return _answer_of(http.transact(request_enrolment, asked).id)


@blp.route("/enrolments")
class EnrolmentsView(MethodView):
    @blp.arguments(EnrolmentQuery, location="query")
    @blp.response(200, EnrolmentPage)
    @allow(*shapes.STAFF)
    def get(self, wanted: dict[str, Any]) -> Any:
        """Enrolments of the office, of a programme or of a person."""
        return _page(wanted, wanted["programme_id"], wanted["person_id"])


@blp.route("/enrolments/<uuid:enrolment_id>")
class EnrolmentView(MethodView):
    @blp.response(200, EnrolmentFull)
    @allow(*shapes.STAFF)
    def get(self, enrolment_id: UUID) -> Any:
        """An enrolment with its remarks, which no list shows."""
        return _answer_of(enrolment_id)


@blp.route("/enrolments/<uuid:enrolment_id>/withdrawal")
class WithdrawalView(MethodView):
    @blp.arguments(shapes.Reason)
    @blp.response(200, EnrolmentAnswer)
    @allow(Role.OFFICER, Role.TRAINER)
    def post(self, wanted: dict[str, str], enrolment_id: UUID) -> Any:
        """The person does not want it any more; the next in line moves up."""
        asked = WithdrawEnrolment(enrolment_id=enrolment_id, version=http.if_match(), **wanted)
        return _answer_of(http.transact(withdraw_enrolment, asked).id)


@blp.route("/enrolments/<uuid:enrolment_id>/drop")
class DropView(MethodView):
    @blp.arguments(Dropping)
    @blp.response(200, EnrolmentAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, Any], enrolment_id: UUID) -> Any:
        """Take the place back, as from someone who never comes."""
        asked = order(DropEnrolment, wanted, enrolment_id=enrolment_id, version=http.if_match())
        return _answer_of(http.transact(drop_enrolment, asked).id)


@blp.route("/enrolments/<uuid:enrolment_id>/certificate")
class CertificateView(MethodView):
    @blp.response(200, EnrolmentAnswer)
    @allow(Role.TRAINER, Role.HEAD)
    def post(self, enrolment_id: UUID) -> Any:
        """Number the certificate of who completed the programme; again: the same certificate."""
        asked = IssueCertificate(enrolment_id=enrolment_id, version=http.if_match())
        return _answer_of(http.transact(issue_certificate, asked).id)


@blp.route("/enrolments/<uuid:enrolment_id>/outcomes")
class OutcomesView(MethodView):
    @blp.arguments(NewOutcome)
    @blp.response(200, EnrolmentAnswer)
    @allow(Role.OFFICER, Role.TRAINER)
    def post(self, wanted: dict[str, Any], enrolment_id: UUID) -> Any:
        """What came of it, asked so many days after the end."""
        asked = order(RecordOutcome, wanted, enrolment_id=enrolment_id, version=http.if_match())
        return _answer_of(http.transact(record_outcome, asked).id)
