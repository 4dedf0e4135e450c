"""Contacts of persons, for the service that sends messages."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from registry.questions.contacts import Reached, reach_persons

blp = Blueprint("contacts", __name__, url_prefix="/v1", description="How people are reached")
MOST = 100
INDONESIAN = "id"


class ContactsArgs(Shape):
    ids = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(max=MOST, error="too_many_contacts"),
    )


class GuarantorContact(Shape):
    name = fields.String(allow_none=True)
    relation = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)


class OrderStanding(Shape):
    id = fields.UUID()
    state = fields.String(attribute="state.value")


class ContactAnswer(Shape):
    """Phones are E.164."""

    person_id = fields.UUID(attribute="person.id")
    name = fields.String(attribute="person.particulars.name")
    phone = fields.String(attribute="person.particulars.phone", allow_none=True)
    device = fields.String(attribute="person.particulars.device", allow_none=True)
    internet = fields.String(attribute="person.particulars.internet", allow_none=True)
    shared_phone = fields.Boolean(
        metadata={"description": "Others read what comes to it: nothing may name the office"}
    )
    language = fields.Constant(INDONESIAN)
    guarantor = fields.Nested(GuarantorContact, attribute="person.guarantor")
    protected = fields.Boolean()
    orders = fields.List(fields.Nested(OrderStanding))


class ContactsAnswer(Shape):
    items = fields.List(fields.Nested(ContactAnswer))


@blp.route("/persons/contacts")
class ContactsView(MethodView):
    @blp.arguments(ContactsArgs)
    @blp.response(200, ContactsAnswer)
    @allow(Role.SERVICE)
    def post(self, wanted: dict[str, Any]) -> dict[str, list[Reached]]:
        """How each is reached now, and under which orders; unknown ids are left out."""
        return {"items": http.read(reach_persons, wanted["ids"])}
