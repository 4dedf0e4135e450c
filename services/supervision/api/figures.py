"""Figures of an office, to be reconciled with others'."""

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from supervision.questions.figures import Figures, figures

blp = Blueprint("figures", __name__, url_prefix="/v1", description="Figures")


class FiguresAnswer(Shape):
    """Counts by state."""

    cases = fields.Dict(fields.String(), fields.Integer(), required=True)
    obligations = fields.Dict(fields.String(), fields.Integer(), required=True)
    home_visits = fields.Dict(fields.String(), fields.Integer(), required=True)
    proposals = fields.Dict(fields.String(), fields.Integer(), required=True)
    in_force_without_obligations = fields.Integer(required=True)
    in_force_without_officer = fields.Integer(required=True)


@blp.route("/figures")
class FiguresView(MethodView):
    @blp.response(200, FiguresAnswer)
    @allow(Role.SERVICE, Role.SUPERVISOR, Role.HEAD, Role.REGIONAL, Role.OPERATOR)
    def get(self) -> Figures:
        """How many of what there are now. What was due is the sum of all obligations."""
        return http.read(figures, None)
