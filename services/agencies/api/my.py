"""What an agency may ask, with its own token and of its own cases alone."""

import json
from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from agencies.api import shapes
from agencies.domain.detail import detail
from agencies.questions import AskEvents, admit_to_order, own_events
from chassis import http
from chassis.auth import Role, allow
from chassis.common import runtime
from chassis.peers import PeerRefused
from chassis.refusals import NotFound

blp = Blueprint("my", __name__, url_prefix="/v1/my", description="For other agencies")


@blp.route("/events")
class OwnEventsView(MethodView):
    @blp.arguments(shapes.EventsQuery, location="query")
    @blp.response(200, shapes.OwnEvents)
    @allow(Role.AGENCY)
    def get(self, wanted: dict[str, int]) -> Any:
        """The same events as in the queue, again: those after a `subscriptionsequence`."""
        found = http.read(own_events, AskEvents(**wanted))
        reached = found.deliveries[-1].sequence if found.deliveries else wanted["after"]
        reached = max(reached, min(wanted["after"] + wanted["limit"], found.subscription.sequence))
        return {
            "subscription": found.subscription.id,
            "state": found.subscription.state,
            "items": [json.loads(each.body) for each in found.deliveries],
            "next": reached if reached < found.subscription.sequence else None,
        }


@blp.route("/orders/<uuid:order_id>")
class OwnOrderView(MethodView):
    @blp.response(200, shapes.OrderDetail)
    @allow(Role.AGENCY)
    def get(self, order_id: UUID) -> Any:
        """An order of its own, as it is now, by which it finds the case in its own files.

        Each time it is recorded who read it. Any other order is not found.
        """
        http.read(admit_to_order, order_id)
        peers, office = runtime().around.peers, http.office()
        try:
            order = peers.get("registry", f"/v1/orders/{order_id}", office_id=office)
            asked = {"ids": [order["person_id"]]}
            named = peers.post("registry", "/v1/persons/names", asked, office_id=office)
            return detail(order, named["items"][0])
        except (PeerRefused, IndexError) as error:
            raise NotFound(thing="order", id=str(order_id)) from error
