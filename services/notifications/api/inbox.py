"""The inbox: what those who work in the office are to know, and to do."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import ValidationError, fields

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from notifications.api.asking import STAFF, PageQuery, code_of, listed, page_of
from notifications.commands.inbox import See, see
from notifications.domain.inbox import Item, Kind
from notifications.questions.inbox import AskInbox, list_inbox

blp = Blueprint("inbox", __name__, url_prefix="/v1/inbox", description="Inbox")
ME = "me"


def _me_or_id(given: str) -> None:
    if given != ME:
        try:
            UUID(given)
        except ValueError as error:
            raise ValidationError("Not a valid UUID.") from error


class InboxQuery(PageQuery):
    officer = fields.String(
        load_default=ME, validate=_me_or_id, metadata={"description": "`me`, or a user's id"}
    )
    seen = fields.Boolean(load_default=None)
    kind = code_of(Kind, load_default=None)


class ItemAnswer(Shape):
    id = fields.UUID()
    version = fields.Integer()
    kind = fields.String(attribute="kind.value")
    at = fields.AwareDateTime()
    to_user = fields.UUID(allow_none=True)
    to_role = fields.String(allow_none=True)
    person_id = fields.UUID(allow_none=True)
    message_id = fields.UUID(allow_none=True)
    facts = fields.Dict(metadata={"description": "Codes, ids, days and numbers"})
    seen = fields.Boolean()
    seen_by = fields.String(allow_none=True)
    seen_at = fields.AwareDateTime(allow_none=True)
    withdrawn = fields.Boolean(metadata={"description": "It is no longer to be done"})


class ItemPage(Shape):
    items = fields.List(fields.Nested(ItemAnswer))
    next = fields.String(allow_none=True)


@blp.route("")
class InboxView(MethodView):
    @blp.arguments(InboxQuery, location="query")
    @blp.response(200, ItemPage)
    @allow(*STAFF)
    def get(self, wanted: dict[str, Any]) -> Any:
        """One's own, with what is for one's roles, newest first; leaders may look into others'."""
        officer = wanted["officer"]
        asked = AskInbox(
            page=page_of(wanted),
            officer_id=None if officer == ME else UUID(officer),
            roles=frozenset(str(each) for each in http.caller().roles),
            seen=wanted["seen"],
            kind=wanted["kind"],
        )
        return listed(http.read(list_inbox, asked), wanted)


@blp.route("/<uuid:item_id>/seen")
class SeenView(MethodView):
    @blp.response(200, ItemAnswer)
    @allow(*STAFF)
    def post(self, item_id: UUID) -> Item:
        """Take note of it: for what is addressed to a role, the first to do so counts."""
        who = http.caller()
        order = See(
            item_id=item_id,
            user_id=who.id,
            roles=frozenset(str(each) for each in who.roles),
        )
        return http.with_version(http.transact(see, order))
