"""How many there are: figures without persons."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from registry.questions.orders import figures

blp = Blueprint("figures", __name__, url_prefix="/v1", description="Figures of the register")


class FiguresShape(Shape):
    orders = fields.Dict(keys=fields.String(), values=fields.Integer())
    orders_by_scheme = fields.Dict(keys=fields.String(), values=fields.Integer())
    orders_by_book = fields.Dict(keys=fields.String(), values=fields.Integer())
    persons = fields.Integer()
    proposals = fields.Dict(keys=fields.String(), values=fields.Integer())


@blp.route("/figures")
class FiguresView(MethodView):
    @blp.response(200, FiguresShape)
    @allow(Role.SERVICE, Role.SUPERVISOR, Role.HEAD, Role.REGIONAL, Role.OPERATOR)
    def get(self) -> Any:
        """Orders by state, scheme and book; persons; proposals by state."""
        return http.read(figures, None)
