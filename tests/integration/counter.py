"""A tiny service with an API, to try the chassis' HTTP habits with."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate
from shop import HANDLERS, Counted, Tallies, Tally, Unit

from chassis import http, in_hand
from chassis.app import Shape
from chassis.auth import Role, allow, public
from chassis.refusals import Refused
from chassis.service import Service

blp = Blueprint("counter", __name__, url_prefix="/v1")


class Full(Refused):
    """It counts to nine."""

    code = "too_soon"
    conflict = True


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    id: UUID
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    id: UUID
    count: int
    version: int | None


def create(unit: Unit, order: New) -> Tally:
    tally = unit.tallies.add(Tally(id=order.id, office_id=unit.office_id, count=order.count))
    unit.publish(Counted(tally_id=tally.id, count=tally.count))
    return tally


def set_count(unit: Unit, order: Set) -> Tally:
    if order.count > 9:
        raise Full(field="count", seconds=order.count)
    tally = unit.tallies.get(order.id, version=order.version)
    tally = unit.tallies.save(replace(tally, count=order.count))
    unit.publish(Counted(tally_id=tally.id, count=tally.count))
    return tally


def recreate(unit: Unit, order: New) -> Tally:
    """Takes the same order as `create`, and does something else."""
    return create(unit, order)


def one(unit: Unit, ident: UUID) -> Tally:
    unit.record("read_person", subjects=[str(ident)])
    return unit.tallies.get(ident)


class Person(Shape):
    nik = fields.String(required=True, validate=validate.Length(equal=16))
    sex = fields.String(validate=validate.OneOf(["L", "P"]))


class NewArgs(Shape):
    id = fields.UUID(required=True)
    count = fields.Integer(load_default=0, validate=validate.Range(min=0, max=9))
    person = fields.Nested(Person)


class SetArgs(Shape):
    count = fields.Integer(required=True)


class TallyAnswer(Shape):
    id = fields.UUID()
    version = fields.Integer()
    count = fields.Integer()


@blp.route("/tallies")
class TalliesView(MethodView):
    @blp.arguments(NewArgs)
    @blp.response(201, TallyAnswer)
    @allow(Role.OFFICER, Role.REGISTRAR)
    def post(self, args: dict[str, Any]) -> Tally:
        return http.with_version(http.transact(create, New(id=args["id"], count=args["count"])))

    @blp.arguments(NewArgs)
    @blp.response(201, TallyAnswer)
    @allow(Role.OFFICER)
    def put(self, args: dict[str, Any]) -> Tally:
        return http.transact(recreate, New(id=args["id"], count=args["count"]))


@blp.route("/tallies/<uuid:ident>")
class TallyView(MethodView):
    @blp.response(200, TallyAnswer)
    @allow(Role.OFFICER, Role.SERVICE)
    def get(self, ident: UUID) -> Tally:
        return http.with_version(http.read(one, ident))

    @blp.arguments(SetArgs)
    @blp.response(200, TallyAnswer)
    @allow(Role.OFFICER)
    def put(self, args: dict[str, Any], ident: UUID) -> Tally:
        order = Set(id=ident, count=args["count"], version=http.if_match())
        return http.with_version(http.transact(set_count, order))


@blp.route("/silent")
class SilentView(MethodView):
    def get(self) -> str:
        """Does not say who may call it."""
        return "nobody should read this"


@blp.route("/open")
class OpenView(MethodView):
    @public
    def get(self) -> dict[str, Any]:
        caller = in_hand.current().caller
        return {"caller": caller.id if caller else None}


@blp.route("/broken")
class BrokenView(MethodView):
    @public
    def get(self) -> str:
        raise ZeroDivisionError("NIK 3174012345678901")


SERVICE: Service[Unit] = Service(
    name="north", unit=Unit, repositories=(Tallies,), handlers=HANDLERS, blueprints=(blp,)
)
