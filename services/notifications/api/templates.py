"""The texts, as the office words them."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from notifications.api.asking import STAFF
from notifications.commands.templates import PutTexts, put_texts
from notifications.domain.wording import LANGUAGES, Wording
from notifications.questions.templates import list_templates, read_template

blp = Blueprint("templates", __name__, url_prefix="/v1/templates", description="Texts")
LONGEST = 2_000


def texts(**more: Any) -> fields.Dict:
    """By wording, then by language."""
    language = fields.String(validate=validate.OneOf(LANGUAGES))
    wording = fields.String(validate=validate.OneOf([each.value for each in Wording]))
    text = fields.String(validate=validate.Length(min=1, max=LONGEST))
    return fields.Dict(keys=wording, values=fields.Dict(keys=language, values=text), **more)


class TemplateAnswer(Shape):
    code = fields.String(attribute="template.code")
    version = fields.Integer(metadata={"description": "0 while the texts are Pamong's own"})
    own = fields.Boolean(metadata={"description": "Whether the texts are the office's"})
    mail = fields.Boolean(attribute="template.mail")
    facts = fields.List(
        fields.String(), attribute="template.facts", metadata={"description": "Placeholders"}
    )
    texts = texts(attribute="template.texts")


class TemplateList(Shape):
    items = fields.List(fields.Nested(TemplateAnswer))


class Texts(Shape):
    texts = texts(required=True)


@blp.route("")
class TemplatesView(MethodView):
    @blp.response(200, TemplateList)
    @allow(*STAFF)
    def get(self) -> Any:
        """Every text that is ever sent."""
        return {"items": http.read(list_templates, None)}


@blp.route("/<code>")
class TemplateView(MethodView):
    @blp.response(200, TemplateAnswer)
    @allow(*STAFF)
    def get(self, code: str) -> Any:
        """One template's texts."""
        return http.with_version(http.read(read_template, code))

    @blp.arguments(Texts)
    @blp.response(200, TemplateAnswer)
    @allow(Role.HEAD)
    def put(self, given: dict[str, Any], code: str) -> Any:
        """The office's own texts from now on; refused with the text at fault and why."""
        order = PutTexts(code=code, texts=given["texts"], version=http.if_match())
        http.transact(put_texts, order)
        return http.with_version(http.read(read_template, code))
