"""What happened to a person under supervision."""

from datetime import UTC
from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from supervision.api.shapes import READERS, reason_given
from supervision.questions.history import AskHistory, history

blp = Blueprint("timeline", __name__, url_prefix="/v1/persons", description="Timeline")


class TimelineEntry(Shape):
    """`at`: when it was recorded; `on`: the day it happened; `facts`: codes, days and numbers."""

    at = fields.AwareDateTime(required=True, default_timezone=UTC)
    on = fields.Date(required=True, allow_none=True)
    service = fields.Constant("supervision")
    kind = fields.String(required=True, metadata={"example": "obligation-fulfilled"})
    actor = fields.String(required=True, allow_none=True)
    facts = fields.Dict(fields.String(), required=True)
    working = fields.List(fields.String(), required=True, allow_none=True)


class TimelineAnswer(Shape):
    items = fields.List(fields.Nested(TimelineEntry), required=True)


@blp.route("/<uuid:person_id>/timeline")
class TimelineView(MethodView):
    @blp.response(200, TimelineAnswer)
    @allow(*READERS)
    def get(self, person_id: UUID) -> Any:
        """Oldest first. A protected person needs `Pamong-Reason`."""
        return {"items": http.read(history, AskHistory(person_id, reason_given()))}
