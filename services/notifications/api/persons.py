"""What a person was told, and wants to be told."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from notifications.api.asking import LEADERS, reason
from notifications.commands.people import Wish, wish
from notifications.domain.person import Person
from notifications.domain.reach import Channel, To
from notifications.questions.persons import AskPerson, read_wishes, timeline

blp = Blueprint("persons", __name__, url_prefix="/v1/persons", description="Persons")
REFUSABLE = (Channel.WHATSAPP, Channel.SMS)


class LineAnswer(Shape):
    at = fields.AwareDateTime()
    on = fields.Constant(None)
    service = fields.Constant("notifications")
    kind = fields.String()
    actor = fields.String(allow_none=True)
    facts = fields.Dict()
    working = fields.Constant(None)


class Timeline(Shape):
    items = fields.List(fields.Nested(LineAnswer))


class Wishes(Shape):
    refuses = fields.List(
        fields.String(validate=validate.OneOf([each.value for each in REFUSABLE])), required=True
    )
    guarantor_copy = fields.Boolean(required=True)


class WayAnswer(Shape):
    to = fields.String(attribute="to.value")
    channel = fields.String(attribute="channel.value")


class WishesAnswer(Shape):
    person_id = fields.UUID(attribute="id")
    version = fields.Integer()
    refuses = fields.Function(
        lambda person: [each.channel.value for each in person.refused if each.to is To.CLIENT],
        metadata={"type": "array", "items": {"type": "string"}},
    )
    guarantor_copy = fields.Boolean()
    unreachable = fields.List(
        fields.Nested(WayAnswer),
        metadata={"description": "Ways that lead nowhere, until the contacts change"},
    )


@blp.route("/<uuid:person_id>/timeline")
class TimelineView(MethodView):
    @blp.response(200, Timeline)
    @allow(Role.OFFICER, *LEADERS, Role.SERVICE)
    def get(self, person_id: UUID) -> Any:
        """What the person was told and what came of it, oldest first. Recorded."""
        asked = AskPerson(person_id=person_id, reason=reason())
        return {"items": http.read(timeline, asked)}


@blp.route("/<uuid:person_id>/wishes")
class WishesView(MethodView):
    @blp.response(200, WishesAnswer)
    @allow(Role.OFFICER, *LEADERS)
    def get(self, person_id: UUID) -> Person:
        """What the person wants of messages, and which ways lead nowhere. Recorded."""
        asked = AskPerson(person_id=person_id, reason=reason())
        return http.with_version(http.read(read_wishes, asked))

    @blp.arguments(Wishes)
    @blp.response(200, WishesAnswer)
    @allow(Role.OFFICER, Role.REGISTRAR)
    def put(self, given: dict[str, Any], person_id: UUID) -> Person:
        """As the person told an officer: no messages of a kind, a copy for the guarantor."""
        order = Wish(
            person_id=person_id,
            refuses=frozenset(Channel(each) for each in given["refuses"]),
            guarantor_copy=given["guarantor_copy"],
            version=http.if_match(),
        )
        return http.with_version(http.transact(wish, order))
