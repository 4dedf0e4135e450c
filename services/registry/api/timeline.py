"""What happened to a person in the register."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from registry.api.asking import reason
from registry.api.order_shapes import StepShape
from registry.questions.persons import AskPerson, read_timeline

blp = Blueprint("timeline", __name__, url_prefix="/v1", description="What happened to a person")


class LineShape(Shape):
    at = fields.AwareDateTime()
    on = fields.Date(allow_none=True)
    service = fields.Constant("registry")
    kind = fields.String()
    actor = fields.String(allow_none=True)
    facts = fields.Dict()
    working = fields.List(fields.Nested(StepShape), allow_none=True)


class TimelineShape(Shape):
    items = fields.List(fields.Nested(LineShape))


@blp.route("/persons/<uuid:person_id>/timeline")
class TimelineView(MethodView):
    @blp.response(200, TimelineShape)
    @allow(Role.OFFICER, Role.SUPERVISOR, Role.REGISTRAR, Role.HEAD, Role.SERVICE)
    def get(self, person_id: UUID) -> Any:
        """Oldest first, with the working of dates that were reckoned. Recorded."""
        return {"items": http.read(read_timeline, AskPerson(person_id=person_id, reason=reason()))}
