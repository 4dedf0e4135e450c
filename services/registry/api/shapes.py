"""How persons, orders and proposals look from outside."""

from typing import Any

from marshmallow import fields, post_dump, pre_dump

from chassis.app import Shape
from registry.domain.order import Order
from registry.questions.orders import OrderToday, Reckoned


class AddressShape(Shape):
    street = fields.String(allow_none=True)
    kelurahan = fields.String(allow_none=True)
    kecamatan = fields.String(allow_none=True)
    city = fields.String(allow_none=True)


class GuarantorShape(Shape):
    """`phone_written` is how an unreadable number stood in the list."""

    name = fields.String(allow_none=True)
    relation = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    phone_written = fields.String(allow_none=True)
    address = fields.String(allow_none=True)


class PersonShape(Shape):
    """`nik` is masked. Of one who is protected a list has only initials, sex and age class."""

    id = fields.UUID()
    version = fields.Integer()
    name = fields.String()
    alias = fields.String(allow_none=True)
    nik = fields.String(allow_none=True)
    sex = fields.String(allow_none=True)
    birth_place = fields.String(allow_none=True)
    birth_date = fields.Date(allow_none=True)
    age_class = fields.String()
    protected = fields.Boolean()
    address = fields.Nested(AddressShape, allow_none=True)
    education = fields.String(allow_none=True)
    occupation = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    phone_written = fields.String(allow_none=True)
    device = fields.String(allow_none=True)
    internet = fields.String(allow_none=True)
    guarantor = fields.Nested(GuarantorShape, allow_none=True)


AS_KNOWN = (
    "alias",
    "sex",
    "birth_place",
    "birth_date",
    "address",
    "education",
    "occupation",
    "phone",
    "phone_written",
    "device",
    "internet",
)
"""Fields of a person that are shown as they are known."""


class PersonPageShape(Shape):
    items = fields.List(fields.Nested(PersonShape))
    next = fields.String(allow_none=True)


class NikShape(Shape):
    nik = fields.String(allow_none=True)


class NamedShape(Shape):
    id = fields.UUID()
    name = fields.String()
    sex = fields.String(allow_none=True)
    kecamatan = fields.String(allow_none=True)
    device = fields.String(allow_none=True)
    internet = fields.String(allow_none=True)
    protected = fields.Boolean()
    age_class = fields.String()


class NamesShape(Shape):
    items = fields.List(fields.Nested(NamedShape))


class TermShape(Shape):
    years = fields.Integer()
    months = fields.Integer()
    days = fields.Integer()


class ConvictionShape(Shape):
    detained_from = fields.Date()
    term = fields.Nested(TermShape, allow_none=True)
    facility = fields.String(allow_none=True)
    prison_register_number = fields.String(allow_none=True)
    offence = fields.String(allow_none=True)
    offence_date = fields.Date(allow_none=True)
    court = fields.String(allow_none=True)
    judgment_number = fields.String(allow_none=True)


class ExtraShape(Shape):
    heading = fields.String()
    text = fields.String()


class TransitionShape(Shape):
    left = fields.String()
    entered = fields.String()
    on = fields.Date()
    recorded_at = fields.AwareDateTime()
    by = fields.String()
    reason = fields.String(allow_none=True)
    document = fields.String(allow_none=True)
    proposal_id = fields.UUID(allow_none=True)


class TodoShape(Shape):
    code = fields.String()
    due = fields.Date()


class StepShape(Shape):
    why = fields.String()
    on = fields.Date(allow_none=True)
    until = fields.Date(allow_none=True)
    days = fields.Integer(allow_none=True)


class ReckoningShape(Shape):
    """A date is None while it cannot be known; `working` is how they come about."""

    expiry = fields.Date(allow_none=True)
    half = fields.Date(allow_none=True)
    two_thirds = fields.Date(allow_none=True)
    not_counted_days = fields.Integer()
    working = fields.List(fields.Nested(StepShape))


class OrderShape(Shape):
    """In force on the days [start, end). A list has neither the sentence nor what follows it."""

    id = fields.UUID()
    version = fields.Integer()
    person_id = fields.UUID()
    scheme = fields.String(attribute="decree.scheme")
    decree_number = fields.String(attribute="decree.decree_number")
    decree_date = fields.Date(attribute="decree.decree_date")
    start = fields.Date(attribute="decree.start")
    end = fields.Date(attribute="decree.end")
    handed_over = fields.Date()
    book = fields.String()
    number = fields.String()
    registered_on = fields.Date()
    state = fields.String()
    officer_id = fields.UUID(allow_none=True)
    supervised_since = fields.Date(allow_none=True)
    warnings = fields.List(fields.String())
    suspended_on = fields.Date(allow_none=True)
    re_entry = fields.Date(allow_none=True)
    expiry = fields.Date(allow_none=True)
    prosecutor = fields.String(allow_none=True)
    facility = fields.String(attribute="conviction.facility", allow_none=True)


class WholeOrderShape(OrderShape):
    """`extra` are cells of the list that no field is for."""

    sentence = fields.Nested(ConvictionShape, attribute="conviction")
    extra = fields.List(fields.Nested(ExtraShape))
    history = fields.List(fields.Nested(TransitionShape))


class OrderTodayShape(WholeOrderShape):
    """`todos`: what an officer must still find out, and until when."""

    todos = fields.List(fields.Nested(TodoShape))

    @pre_dump
    def of_order(self, seen: OrderToday, **_: Any) -> Order:
        return seen.order

    @post_dump(pass_original=True)
    def with_todos(self, shown: dict[str, Any], seen: OrderToday, **_: Any) -> dict[str, Any]:
        return {**shown, "todos": TodoShape(many=True).dump(seen.todos)}


class ReckonedOrderShape(WholeOrderShape):
    """`reckoning` is None where the papers contradict themselves."""

    reckoning = fields.Nested(ReckoningShape, allow_none=True)

    @pre_dump
    def of_order(self, seen: Reckoned, **_: Any) -> Order:
        return seen.order

    @post_dump(pass_original=True)
    def with_reckoning(self, shown: dict[str, Any], seen: Reckoned, **_: Any) -> dict[str, Any]:
        found = ReckoningShape().dump(seen.reckoning) if seen.reckoning else None
        return {**shown, "reckoning": found}


class OrderPageShape(Shape):
    items = fields.List(fields.Nested(OrderShape))
    next = fields.String(allow_none=True)


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


class LineShape(Shape):
    at = fields.AwareDateTime()
    on = fields.Date(allow_none=True)
    service = fields.Constant("registry")
    kind = fields.String()
    actor = fields.String(allow_none=True)
    facts = fields.Dict()
    working = fields.List(fields.Nested(StepShape), allow_none=True)


class TimelineShape(Shape):
    items = fields.List(fields.Nested(LineShape))


class FiguresShape(Shape):
    orders = fields.Dict(keys=fields.String(), values=fields.Integer())
    orders_by_scheme = fields.Dict(keys=fields.String(), values=fields.Integer())
    orders_by_book = fields.Dict(keys=fields.String(), values=fields.Integer())
    persons = fields.Integer()
    proposals = fields.Dict(keys=fields.String(), values=fields.Integer())


class ImportedRowShape(Shape):
    """One line of the answer to an import; the first may have `extra` and nothing else."""

    extra = fields.List(fields.String())
    row = fields.Integer()
    outcome = fields.String(metadata={"enum": ["accepted", "already_recorded", "refused"]})
    codes = fields.List(fields.String())
    order_id = fields.UUID(allow_none=True)
    person_id = fields.UUID(allow_none=True)
    number = fields.String(allow_none=True, metadata={"example": "IX.B/0001/2021"})
