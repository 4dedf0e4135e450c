"""How many messages in which state, and whether the sending is level."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from notifications.questions.figures import due, figures

blp = Blueprint("figures", __name__, url_prefix="/v1/figures", description="Figures")


class FiguresAnswer(Shape):
    messages = fields.Dict(
        keys=fields.String(), values=fields.Integer(), metadata={"description": "By state"}
    )
    due = fields.Integer(
        metadata={"description": "What should have left by now and has not; 0 when level"}
    )


class DueAnswer(Shape):
    due = fields.Integer(required=True)


@blp.route("/due")
class DueView(MethodView):
    @blp.response(200, DueAnswer)
    @allow(Role.SUPERVISOR, Role.HEAD, Role.REGIONAL, Role.OPERATOR, Role.SERVICE)
    def get(self) -> Any:
        """What should have left by now and has not: cheap enough to be asked often."""
        return {"due": http.read(due, None)}


@blp.route("")
class FiguresView(MethodView):
    @blp.response(200, FiguresAnswer)
    @allow(Role.SUPERVISOR, Role.HEAD, Role.REGIONAL, Role.OPERATOR, Role.SERVICE)
    def get(self) -> Any:
        """Counts alone."""
        return http.read(figures, None)
