"""One handover, typed in by a registrar or sent by a prison's system (R1)."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http, in_hand
from chassis.auth import Role, allow
from registry.api.handover_given import HandoverGiven
from registry.api.order_shapes import WholeOrderShape
from registry.commands.registration import record_handover
from registry.domain.handover import Handover
from registry.domain.handover_row import Accepted
from registry.domain.oddities import oddities
from registry.scheme_files import shipped_validities

blp = Blueprint("handovers", __name__, url_prefix="/v1", description="Handovers from prisons")


@blp.route("/handovers")
class HandoversView(MethodView):
    @blp.arguments(HandoverGiven)
    @blp.response(201, WholeOrderShape)
    @allow(Role.REGISTRAR)
    def post(self, handover: Handover) -> Any:
        """Record a handover and its order; 200 and the order where it is on record already."""
        warnings = oddities(handover, shipped_validities())
        order = http.with_version(http.transact(record_handover, Accepted(handover, warnings)))
        return order, 201 if in_hand.current().event else 200
