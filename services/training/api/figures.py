"""Figures, and the year's plan."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from training.api import shapes
from training.api.orders import flat, order
from training.api.programme_shapes import MoneyAnswer
from training.commands.plans import PlanYear, plan_year
from training.domain.plan import QUARTERS
from training.questions.figures import Figures, Year, figures, show_year

blp = Blueprint("figures", __name__, url_prefix="/v1", description="Figures and plans")
OVERSEERS = (Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.REGIONAL, Role.SERVICE)


class FiguresAnswer(Shape):
    programmes = fields.Dict(keys=fields.String(), values=fields.Integer())
    enrolments = fields.Dict(keys=fields.String(), values=fields.Integer())
    attendance = fields.Dict(keys=fields.String(), values=fields.Integer())
    certificates = fields.Integer()


class QuarterTarget(Shape):
    quarter = fields.Integer(required=True, strict=True, validate=validate.OneOf(QUARTERS))
    programmes = shapes.count(required=True)
    participants = shapes.count(required=True)


class Targets(Shape):
    targets = fields.List(fields.Nested(QuarterTarget), required=True)


class QuarterAnswer(Shape):
    quarter = fields.Integer()
    target = fields.Nested(QuarterTarget, allow_none=True)
    planned = fields.Integer()
    held = fields.Integer()
    participants = fields.Integer()


class YearAnswer(Shape):
    version = fields.Integer()
    year = fields.Integer()
    quarters = fields.List(fields.Nested(QuarterAnswer))
    money = fields.Dict(keys=fields.String(), values=fields.Nested(MoneyAnswer))
    reached = fields.Integer()
    active_clients = fields.Integer()


@blp.route("/figures")
class FiguresView(MethodView):
    @blp.response(200, FiguresAnswer)
    @allow(*OVERSEERS, Role.OPERATOR)
    def get(self) -> Figures:
        """How many of each state in the office."""
        return http.read(figures, None)


@blp.route("/plans/<int:year>")
class PlanView(MethodView):
    @blp.response(200, YearAnswer)
    @allow(*OVERSEERS)
    def get(self, year: int) -> Any:
        """Targets of the year beside what was planned and held, with money by source."""
        return _answer(year)

    @blp.arguments(Targets)
    @blp.response(200, YearAnswer)
    @allow(Role.TRAINER)
    def put(self, wanted: dict[str, Any], year: int) -> Any:
        """These targets, in place of those planned before."""
        http.transact(plan_year, order(PlanYear, wanted, year=year, version=http.if_match()))
        return _answer(year)


def _answer(year: int) -> dict[str, Any]:
    shown: Year = http.read(show_year, year)
    http.with_version(shown.plan)
    return flat(shown, year=shown.plan.year, version=shown.plan.version)
