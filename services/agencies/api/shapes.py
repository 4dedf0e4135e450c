"""What is asked and answered."""

from marshmallow import fields, validate

from agencies.domain.subscription import Cases, State
from chassis.app import Shape

CODE = validate.Regexp(r"[a-z0-9]+(-[a-z0-9]+)*\Z", error="code_malformed")
LONGEST_CODE = 40
PROSECUTOR = {"example": "kejaksaan-negeri-jakarta-timur"}
EXAMPLE_ID = {"example": "0190d6a2-7b1c-7e3a-9f00-3f1b6c1d2e4f"}
PATTERNS = {"example": ["registry.order-*"]}


def text(longest: int = 200) -> fields.String:
    return fields.String(
        required=True,
        validate=[
            validate.Length(max=longest, error="too_long"),
            validate.Regexp(r"\s*\S", error="blank"),
        ],
    )


class NewSubscription(Shape):
    """`events`: kinds, or patterns of them. `prosecutor`: a code, for `own` cases alone."""

    agency = fields.String(
        required=True,
        validate=[CODE, validate.Length(max=LONGEST_CODE, error="too_long")],
        metadata={"example": "kejari-jaktim"},
    )
    name = text()
    events = fields.List(
        fields.String(), required=True, validate=validate.Length(min=1), metadata=PATTERNS
    )
    cases = fields.Enum(
        Cases, by_value=True, load_default=Cases.OWN, error_messages={"unknown": "cases_unknown"}
    )
    prosecutor = fields.String(load_default=None, validate=CODE, metadata=PROSECUTOR)


class EndGiven(Shape):
    reason = text(2_000)


class AccessWanted(Shape):
    renew = fields.Boolean(
        load_default=False,
        metadata={"description": "Also another secret for an account that is there."},
    )


class SubscriptionQuery(Shape):
    state = fields.Enum(
        State, by_value=True, load_default=None, error_messages={"unknown": "state_unknown"}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))
    after = fields.UUID(load_default=None)


class SubscriptionAnswer(Shape):
    id = fields.UUID(required=True, metadata=EXAMPLE_ID)
    version = fields.Integer(required=True)
    agency = fields.String(required=True)
    name = fields.String(required=True)
    events = fields.List(fields.String(), required=True, attribute="kinds")
    cases = fields.Enum(Cases, by_value=True, required=True)
    prosecutor = fields.String(required=True, allow_none=True, metadata=PROSECUTOR)
    state = fields.Enum(State, by_value=True, required=True)
    sequence = fields.Integer(
        required=True, metadata={"description": "How many events have belonged to it so far."}
    )
    proposed_by = fields.String(required=True)
    proposed_at = fields.AwareDateTime(required=True)
    approved_by = fields.String(required=True, allow_none=True)
    since = fields.AwareDateTime(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    end_reason = fields.String(required=True, allow_none=True)


class SubscriptionPage(Shape):
    items = fields.List(fields.Nested(SubscriptionAnswer), required=True)
    next = fields.String(required=True, allow_none=True)


class AccessAnswer(Shape):
    """Shown once. Null is what the agency has already, or what there is not here."""

    subscription = fields.UUID(required=True, attribute="subscription.id", metadata=EXAMPLE_ID)
    office = fields.String(required=True, attribute="subscription.office_id")
    client_id = fields.String(required=True)
    client_secret = fields.String(required=True, allow_none=True, metadata={"format": "password"})
    queue = fields.String(required=True, allow_none=True)
    broker_url = fields.String(required=True, allow_none=True, metadata={"format": "password"})


class EventsQuery(Shape):
    after = fields.Integer(
        load_default=0,
        validate=validate.Range(min=0),
        metadata={"description": "The last `subscriptionsequence` that the agency has."},
    )
    limit = fields.Integer(load_default=100, validate=validate.Range(min=1, max=500))


class OwnEvents(Shape):
    """`items` are CloudEvents in order. What is missing between two is kept no longer."""

    subscription = fields.UUID(required=True, metadata=EXAMPLE_ID)
    state = fields.Enum(State, by_value=True, required=True)
    items = fields.List(fields.Dict(), required=True)
    next = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Where to go on, null where this was the last."},
    )


class OrderDetail(Shape):
    """`name` is initials where the client is protected as a child."""

    order_id = fields.UUID(required=True, metadata=EXAMPLE_ID)
    person_id = fields.UUID(required=True, metadata=EXAMPLE_ID)
    name = fields.String(required=True)
    protected = fields.Boolean(required=True)
    number = fields.String(required=True, metadata={"example": "IX.B/0001/2021"})
    book = fields.String(required=True)
    scheme = fields.String(required=True)
    decree_number = fields.String(required=True)
    decree_date = fields.String(required=True, metadata={"format": "date"})
    start = fields.String(required=True, metadata={"format": "date"})
    end = fields.String(required=True, metadata={"format": "date"})
    handed_over = fields.String(required=True, metadata={"format": "date"})
    state = fields.String(required=True)
    suspended_on = fields.String(allow_none=True, metadata={"format": "date"})
    re_entry = fields.String(allow_none=True, metadata={"format": "date"})
    expiry = fields.String(allow_none=True, metadata={"format": "date"})
    prosecutor = fields.String(allow_none=True)
    facility = fields.String(allow_none=True)
    prison_register_number = fields.String(allow_none=True)
    court = fields.String(allow_none=True)
    judgment_number = fields.String(allow_none=True)


class Deliveries(Shape):
    routed = fields.Integer(required=True)
    sent = fields.Integer(required=True)


class FiguresAnswer(Shape):
    """`routed`: what belongs to agencies. `sent`: what queues have of it; without a broker 0."""

    subscriptions = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    deliveries = fields.Nested(Deliveries, required=True)
