"""How many subscriptions in which state, and whether what belongs to agencies was sent."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from agencies.api import shapes
from agencies.questions import figures
from chassis import http
from chassis.auth import Role, allow

blp = Blueprint("figures", __name__, url_prefix="/v1/figures", description="Figures")


@blp.route("")
class FiguresView(MethodView):
    @blp.response(200, shapes.FiguresAnswer)
    @allow(Role.SUPERVISOR, Role.HEAD, Role.REGIONAL, Role.OPERATOR, Role.SERVICE)
    def get(self) -> Any:
        """Counts alone."""
        found = http.read(figures, None)
        return {
            "subscriptions": found.subscriptions,
            "deliveries": {"routed": found.routed, "sent": found.sent},
        }
