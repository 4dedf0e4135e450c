"""The shapes of an enrolment: what is asked, and what is shown of it."""

from marshmallow import fields

from chassis.app import Shape
from training.api import shapes
from training.domain.enrolment_terms import Dropped, Requester, State
from training.domain.follow_up import IncomeBand, Outcome
from training.domain.screening import Finding

BY_OFFICE = [Dropped.NO_SHOW, Dropped.ILL, Dropped.TRANSFERRED, Dropped.OTHER]
"""Why a trainer takes a place back; the other reasons follow from facts."""


class NewEnrolment(Shape):
    """`lent_device`: the office lends what following online needs."""

    person_id = shapes.ident(required=True)
    requested_by = shapes.one_of(Requester, required=True)
    lent_device = fields.Boolean()


class Dropping(Shape):
    why = shapes.one_of(BY_OFFICE, required=True)
    reason = shapes.text()


class NewOutcome(Shape):
    """`on`: the day on which the person was asked, today if left out."""

    after_days = shapes.count(1, required=True)
    outcome = shapes.one_of(Outcome, required=True)
    on = fields.Date()
    income = shapes.one_of(IncomeBand, allow_none=True)
    note = shapes.text()


class AttendanceAnswer(Shape):
    session_id = shapes.ident()
    on = fields.Date()
    state = fields.String()


class CertificateAnswer(Shape):
    number = fields.String()
    on = fields.Date()


class FollowUpAnswer(Shape):
    after_days = fields.Integer()
    due = fields.Date()
    told = fields.Boolean()
    outcome = fields.String(allow_none=True)
    asked_on = fields.Date(allow_none=True)


class RemarkAnswer(Shape):
    about = fields.String()
    session_id = fields.UUID(allow_none=True)
    text = fields.String()
    failed_checks = fields.List(fields.String())
    income = fields.String(allow_none=True)


class EnrolmentAnswer(Shape):
    """`name` is initials for a child under protection, and null until registry gave it."""

    id = shapes.ident()
    version = fields.Integer()
    programme_id = shapes.ident()
    person_id = shapes.ident()
    name = fields.String(allow_none=True)
    field = fields.String()
    state = shapes.one_of(State)
    findings = fields.List(shapes.one_of(Finding))
    requested_by = shapes.one_of(Requester)
    lent_device = fields.Boolean()
    place_in_line = fields.Integer(allow_none=True)
    attendance = fields.List(fields.Nested(AttendanceAnswer))
    certificate = fields.Nested(CertificateAnswer, allow_none=True)
    follow_ups = fields.List(fields.Nested(FollowUpAnswer))
    history = fields.List(fields.Nested(shapes.StepAnswer))


class EnrolmentFull(EnrolmentAnswer):
    remarks = fields.List(fields.Nested(RemarkAnswer))
