"""How orders and their dates look from outside."""

from typing import Any

from marshmallow import fields, post_dump, pre_dump

from chassis.app import Shape
from registry.domain.order import Order
from registry.questions.orders import OrderToday, Reckoned


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


class ReckonedOrderShape(OrderShape):
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
