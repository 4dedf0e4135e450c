"""A user's own address for mails about the inbox."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from notifications.api.asking import STAFF
from notifications.commands.people import GiveMail, give_mail
from notifications.domain.staff import Member
from notifications.domain.wording import LANGUAGES
from notifications.questions.mail import read_own_mail

blp = Blueprint("mail", __name__, url_prefix="/v1/mail", description="One's own mail address")
LONGEST = 254


class Mail(Shape):
    mail = fields.Email(
        required=True,
        allow_none=True,
        validate=validate.Length(max=LONGEST),
        metadata={"description": "Null: no mails", "example": "siti@example.id"},
    )
    language = fields.String(load_default="id", validate=validate.OneOf(LANGUAGES))


class MailAnswer(Shape):
    mail = fields.String(allow_none=True)
    language = fields.String()


@blp.route("")
class MailView(MethodView):
    @blp.response(200, MailAnswer)
    @allow(*STAFF)
    def get(self) -> Member:
        """Where mails about the caller's inbox go; nobody else is shown it."""
        return http.with_version(http.read(read_own_mail, UUID(http.caller().id)))

    @blp.arguments(Mail)
    @blp.response(200, MailAnswer)
    @allow(*STAFF)
    def put(self, given: dict[str, Any]) -> Member:
        """From now on there, or nowhere."""
        who = http.caller()
        order = GiveMail(
            user_id=UUID(who.id),
            roles=tuple(sorted(str(each) for each in who.roles)),
            mail=given["mail"],
            language=given["language"],
        )
        return http.with_version(http.transact(give_mail, order))
