"""Messages: what was sent to whom, by which way, and what came of it."""

import dataclasses
from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from notifications.api.asking import LEADERS, PageQuery, code_of, listed, page_of, reason
from notifications.commands.outcomes import RecordCall, TakeReport, record_call, take_report
from notifications.domain.message import Message, State
from notifications.domain.reach import Channel
from notifications.domain.reports import Call, Report
from notifications.questions.messages import AskMessage, AskMessages, list_messages, read_message

blp = Blueprint("messages", __name__, url_prefix="/v1/messages", description="Messages")
READERS = (Role.OFFICER, *LEADERS, Role.SERVICE)


class MessagesQuery(PageQuery):
    person_id = fields.UUID(load_default=None)
    state = code_of(State, load_default=None)
    channel = code_of(Channel, load_default=None)


class MomentAnswer(Shape):
    at = fields.AwareDateTime()
    state = fields.String(attribute="state.value")
    why = fields.String(allow_none=True, metadata={"description": "A code"})
    by = fields.String(allow_none=True, metadata={"description": "A user's id"})


class MessageAnswer(Shape):
    """Neither the text as it was sent nor the number is kept."""

    id = fields.UUID()
    version = fields.Integer()
    person_id = fields.UUID(allow_none=True)
    user_id = fields.UUID(allow_none=True)
    order_id = fields.UUID(allow_none=True)
    subject = fields.String(attribute="subject.value")
    subject_id = fields.UUID()
    template = fields.String()
    facts = fields.Dict(keys=fields.String(), values=fields.String())
    due = fields.AwareDateTime()
    expires = fields.AwareDateTime()
    state = fields.String(attribute="state.value")
    channel = fields.String(attribute="way.channel.value", dump_default=None)
    to = fields.String(attribute="way.to.value", dump_default=None)
    wording = fields.String(attribute="wording.value", dump_default=None)
    language = fields.String(allow_none=True)
    is_copy = fields.Boolean()
    tries = fields.Integer()
    history = fields.List(fields.Nested(MomentAnswer))


class WordedAnswer(MessageAnswer):
    text = fields.String(
        allow_none=True,
        metadata={"description": "How it reads today, for an officer who rings; without the name"},
    )


class MessagePage(Shape):
    items = fields.List(fields.Nested(MessageAnswer))
    next = fields.String(allow_none=True)


class CallOutcome(Shape):
    outcome = code_of(Call, required=True)


class CarrierReport(Shape):
    state = code_of(Report, required=True)
    at = fields.AwareDateTime(required=True)
    why = fields.String(
        load_default="carrier_failed",
        validate=validate.Regexp(r"[a-z0-9_]{1,60}\Z"),
        metadata={"description": "A code of the carrier's"},
    )


@blp.route("")
class MessagesView(MethodView):
    @blp.arguments(MessagesQuery, location="query")
    @blp.response(200, MessagePage)
    @allow(*READERS)
    def get(self, wanted: dict[str, Any]) -> Any:
        """Newest first; an officer asks about one of his own clients."""
        asked = AskMessages(
            page=page_of(wanted),
            person_id=wanted["person_id"],
            state=wanted["state"],
            channel=wanted["channel"],
            reason=reason(),
        )
        return listed(http.read(list_messages, asked), wanted)


@blp.route("/<uuid:message_id>")
class MessageView(MethodView):
    @blp.response(200, WordedAnswer)
    @allow(*READERS, Role.TRAINER)
    def get(self, message_id: UUID) -> Any:
        """One message, its history, and how it reads."""
        asked = AskMessage(message_id=message_id, reason=reason())
        worded = http.read(read_message, asked)
        http.with_version(worded.message)
        message = worded.message
        shown = {each.name: getattr(message, each.name) for each in dataclasses.fields(message)}
        return {**shown, "text": worded.text}


@blp.route("/<uuid:message_id>/outcome")
class OutcomeView(MethodView):
    @blp.arguments(CallOutcome)
    @blp.response(200, MessageAnswer)
    @allow(Role.OFFICER, Role.SUPERVISOR)
    def post(self, given: dict[str, str], message_id: UUID) -> Message:
        """An officer notes what came of the call that the message asked for."""
        order = RecordCall(
            message_id=message_id,
            what=Call(given["outcome"]),
            by=http.caller().id,
            version=http.if_match(),
        )
        return http.with_version(http.transact(record_call, order))


@blp.route("/<uuid:message_id>/reports")
class ReportsView(MethodView):
    @blp.arguments(CarrierReport)
    @blp.response(200, MessageAnswer)
    @allow(Role.SERVICE)
    def post(self, given: dict[str, Any], message_id: UUID) -> Message:
        """A carrier reports; one that is older than another changes nothing."""
        order = TakeReport(
            message_id=message_id,
            what=Report(given["state"]),
            at=given["at"],
            why=given["why"],
        )
        return http.with_version(http.transact(take_report, order))
