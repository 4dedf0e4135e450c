"""A meeting that is owed, as it is asked for, recorded and shown."""

from datetime import UTC

from marshmallow import fields, validate

from chassis.app import Shape
from supervision.api.shapes import TEXT, Leave, OfficerQuery, PersonShown
from supervision.domain.contacts import Channel, Target
from supervision.domain.obligation import State

DAY_MINUTES = 24 * 60


class ObligationQuery(OfficerQuery):
    person_id = fields.UUID()
    case_id = fields.UUID()
    state = fields.Enum(State, by_value=True)
    due_from = fields.Date()
    due_to = fields.Date()


class Happened(Shape):
    """`id` is made by the device that records it, once."""

    id = fields.UUID(required=True)
    happened_at = fields.AwareDateTime(
        load_default=None, metadata={"description": "By default now."}
    )
    channel = fields.Enum(Channel, by_value=True, required=True)


class AttemptGiven(Happened):
    target = fields.Enum(Target, by_value=True, load_default=Target.CLIENT)
    reached = fields.Boolean(required=True)


class ContactGiven(Happened):
    """`confirmed`: the officer's word that a text message came from the client."""

    minutes = fields.Integer(load_default=0, validate=validate.Range(min=0, max=DAY_MINUTES))
    confirmed = fields.Boolean(load_default=False)
    material = fields.String(load_default="", validate=TEXT)
    result = fields.String(load_default="", validate=TEXT)
    advice = fields.String(load_default="", validate=TEXT)
    next_date = fields.Date(load_default=None, allow_none=True)


class AttemptAnswer(Shape):
    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True, default_timezone=UTC)
    channel = fields.Enum(Channel, by_value=True, required=True)
    target = fields.Enum(Target, by_value=True, required=True)
    reached = fields.Boolean(required=True)
    by = fields.String(required=True)


class ContactSummary(Shape):
    id = fields.UUID(required=True)
    happened_at = fields.AwareDateTime(required=True, default_timezone=UTC)
    recorded_at = fields.AwareDateTime(required=True, default_timezone=UTC)
    channel = fields.Enum(Channel, by_value=True, required=True)
    by = fields.String(required=True)
    minutes = fields.Integer(required=True)
    confirmed = fields.Boolean(required=True)
    next_date = fields.Date(required=True, allow_none=True)


class ContactAnswer(ContactSummary):
    material = fields.String(required=True)
    result = fields.String(required=True)
    advice = fields.String(required=True)


class ObligationFields(Shape):
    """The window is [window_start, window_end); `due` is the last day that is well in time."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    case_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)
    officer_id = fields.UUID(required=True, allow_none=True)
    kind = fields.String(required=True, metadata={"example": "weekly_remote"})
    in_person = fields.Boolean(required=True)
    window_start = fields.Date(required=True)
    window_end = fields.Date(required=True)
    due = fields.Date(required=True)
    state = fields.Enum(State, by_value=True, required=True)
    attempts = fields.List(fields.Nested(AttemptAnswer), required=True)


class ObligationAnswer(ObligationFields):
    contact = fields.Nested(ContactAnswer, required=True, allow_none=True)
    dispensation = fields.Nested(Leave, required=True, allow_none=True)
    excuse = fields.Nested(Leave, required=True, allow_none=True, attribute="excuse_given")


class ObligationDetail(ObligationAnswer):
    """With whom it is about; a program is told only the id."""

    name = fields.String(allow_none=True, metadata={"example": "Slamet Riyadi"})
    kecamatan = fields.String(allow_none=True, metadata={"example": "pulogadung"})
    device = fields.String(allow_none=True, metadata={"example": "smartphone"})
    protected = fields.Boolean()


class ObligationItem(ObligationFields, PersonShown):
    """In a list: whom it is about, without what was said."""

    contact = fields.Nested(ContactSummary, required=True, allow_none=True)


class ObligationPage(Shape):
    items = fields.List(fields.Nested(ObligationItem), required=True)
    next = fields.UUID(required=True, allow_none=True)
