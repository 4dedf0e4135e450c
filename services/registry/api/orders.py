"""Orders: read, and taken from one state to the next."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from registry.api import order_shapes as shapes
from registry.api.asking import PageArgs, listed, one_of, page_of, reason, text
from registry.commands import decisions
from registry.domain.order_states import State
from registry.domain.schemes import Scheme
from registry.questions import orders as ask
from registry.store.orders import OrderSearch

blp = Blueprint("orders", __name__, url_prefix="/v1", description="Orders and their books")
STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.REGISTRAR, Role.HEAD)


class OrdersQuery(PageArgs):
    """All that is given must be so. `ended_before`: no longer in force on that day."""

    state = one_of(State, "state_unknown")
    scheme = one_of(Scheme, "scheme_unknown")
    person_id = fields.UUID()
    ended_before = fields.Date()
    number = text(40)


class SuspensionGiven(Shape):
    decree_number = text(required=True)
    on = fields.Date(required=True)
    reason = text(2_000, required=True)


class ReinstatementGiven(Shape):
    on = fields.Date(required=True)
    reason = text(2_000, required=True)


class ReEntryGiven(Shape):
    on = fields.Date(required=True)


class CompletionGiven(Shape):
    letter_number = text(required=True)
    on = fields.Date(required=True)


@blp.route("/orders")
class OrdersView(MethodView):
    @blp.arguments(OrdersQuery, location="query")
    @blp.response(200, shapes.OrderPageShape)
    @allow(*STAFF, Role.SERVICE)
    def get(self, query: dict[str, Any]) -> Any:
        """Orders without their sentences, by the order of their registration."""
        page = page_of(query)
        found = http.read(ask.find_orders, ask.AskOrders(search=OrderSearch(**query), page=page))
        return listed(found, page, lambda each: each.id)


@blp.route("/orders/<uuid:order_id>")
class OrderView(MethodView):
    @blp.response(200, shapes.OrderTodayShape)
    @allow(*STAFF, Role.SERVICE)
    def get(self, order_id: UUID) -> Any:
        """The whole order and its to-dos. Recorded; with a Pamong-Reason for one protected."""
        seen = http.read(ask.read_order, ask.AskOrder(order_id=order_id, reason=reason()))
        http.with_version(seen.order)
        return seen


@blp.route("/orders/<uuid:order_id>/sentence")
class SentenceView(MethodView):
    @blp.response(200, shapes.ReckoningShape)
    @allow(*STAFF, Role.SERVICE)
    def get(self, order_id: UUID) -> Any:
        """When the term ends, half and two thirds of it are served, and why then. Recorded."""
        return http.read(ask.read_sentence, ask.AskOrder(order_id=order_id, reason=reason()))


@blp.route("/orders/<uuid:order_id>/suspension")
class SuspensionView(MethodView):
    @blp.arguments(SuspensionGiven)
    @blp.response(200, shapes.OrderShape)
    @allow(Role.HEAD)
    def post(self, given: dict[str, Any], order_id: UUID) -> Any:
        """Revoke for the time being without a proposal, where it cannot wait."""
        order = decisions.SuspendOrder(order_id=order_id, version=http.if_match(), **given)
        return http.with_version(http.transact(decisions.suspend_order, order))


@blp.route("/orders/<uuid:order_id>/reinstatement")
class ReinstatementView(MethodView):
    @blp.arguments(ReinstatementGiven)
    @blp.response(200, shapes.OrderShape)
    @allow(Role.HEAD)
    def post(self, given: dict[str, Any], order_id: UUID) -> Any:
        """Annul the suspension: the order goes on with its old dates."""
        order = decisions.ReinstateOrder(order_id=order_id, version=http.if_match(), **given)
        return http.with_version(http.transact(decisions.reinstate_order, order))


@blp.route("/orders/<uuid:order_id>/re-entry")
class ReEntryView(MethodView):
    @blp.arguments(ReEntryGiven)
    @blp.response(200, shapes.ReckonedOrderShape)
    @allow(Role.REGISTRAR)
    def post(self, given: dict[str, Any], order_id: UUID) -> Any:
        """The prison confirms the return: the order is revoked, its dates are reckoned anew."""
        order = decisions.RecordReEntry(order_id=order_id, version=http.if_match(), **given)
        revoked = http.with_version(http.transact(decisions.record_re_entry, order))
        return http.read(ask.with_reckoning, revoked)


@blp.route("/orders/<uuid:order_id>/completion")
class CompletionView(MethodView):
    @blp.arguments(CompletionGiven)
    @blp.response(200, shapes.OrderShape)
    @allow(Role.HEAD)
    def post(self, given: dict[str, Any], order_id: UUID) -> Any:
        """Close an order that has run to its end, by a letter."""
        order = decisions.CompleteOrder(order_id=order_id, version=http.if_match(), **given)
        return http.with_version(http.transact(decisions.complete_order, order))
