"""The shapes of what every service answers, for its description."""

from marshmallow import Schema, fields


class NumberedEvent(Schema):
    position = fields.Integer(required=True)
    epoch = fields.Integer(required=True)
    type = fields.String(required=True, metadata={"example": "pamong.identity.user-changed.v1"})
    office_id = fields.String(required=True)
    body = fields.String(
        required=True, metadata={"description": "The CloudEvent, structured JSON, as text."}
    )


class EventFeed(Schema):
    events = fields.List(fields.Nested(NumberedEvent), required=True)


class EventPosition(Schema):
    epoch = fields.Integer(required=True)
    position = fields.Integer(required=True)


class Epoch(Schema):
    epoch = fields.Integer(required=True)


class GivenUp(Schema):
    service = fields.String(required=True)
    through = fields.Integer(required=True)


class LogHead(Schema):
    epoch = fields.Integer(required=True)
    position = fields.Integer(required=True)
    settled = fields.Integer(
        required=True, metadata={"description": "The last position that the log confirmed."}
    )
    starts = fields.List(
        fields.List(fields.Integer()),
        required=True,
        metadata={
            "description": "Each epoch, and the position after which it began.",
            "example": [[1, 0]],
        },
    )


class ClockAnswer(Schema):
    now = fields.AwareDateTime(required=True, metadata={"example": "2021-06-01T01:00:00+00:00"})
    movable = fields.Boolean(required=True)


class AuditVerdict(Schema):
    blocks = fields.Integer(required=True)
    head = fields.String(required=True, metadata={"description": "The hash of the last block."})
    broken = fields.Integer(
        required=True, allow_none=True, metadata={"description": "The first one not as sealed."}
    )


class FollowerState(Schema):
    places = fields.Dict(
        required=True, metadata={"description": "By service: the last position applied."}
    )
    counts = fields.Dict(required=True, metadata={"description": "Applied and skipped, by why."})
    filling = fields.List(fields.String(), required=True)
    held = fields.Integer(required=True)
    parked = fields.Integer(required=True)


class ServiceStatus(Schema):
    service = fields.String(required=True)
    today = fields.Date(required=True)
    outbox = fields.Integer(required=True, metadata={"description": "Not numbered yet."})
    unsealed = fields.Integer(required=True, metadata={"description": "Audit, not sealed yet."})
    head = fields.Nested(LogHead, required=True)
    follower = fields.Nested(FollowerState, required=True, allow_none=True)
    jobs = fields.Dict(required=True, metadata={"description": "By name: the last day run."})
    failing = fields.Dict(
        required=True, metadata={"description": "By job: the day that failed, and of what."}
    )
