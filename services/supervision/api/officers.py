"""Officers and their caseloads."""

from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import allow
from supervision.api.shapes import LEADERS, READERS
from supervision.commands.officers import ServeKecamatan, serve_kecamatan
from supervision.questions.officers import AtWork, at_work, officers

blp = Blueprint("officers", __name__, url_prefix="/v1/officers", description="Officers")


class OfficerAnswer(Shape):
    """`limit`: the caseload above which the supervisor is warned."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    active = fields.Boolean(required=True)
    caseload = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    kecamatan = fields.List(fields.String(), required=True)


class KecamatanGiven(Shape):
    kecamatan = fields.List(
        fields.String(validate=validate.Length(min=1, max=100)),
        required=True,
        metadata={"example": ["Pulogadung", "Cakung"]},
    )


@blp.route("")
class OfficersView(MethodView):
    @blp.response(200, OfficerAnswer(many=True))
    @allow(*READERS)
    def get(self) -> list[AtWork]:
        """Officers at work, then those who have left cases behind."""
        return http.read(officers, None)


@blp.route("/<uuid:officer_id>")
class OfficerView(MethodView):
    @blp.arguments(KecamatanGiven)
    @blp.response(200, OfficerAnswer)
    @allow(*LEADERS)
    def put(self, given: dict[str, list[str]], officer_id: UUID) -> AtWork:
        """The kecamatan that an officer serves: cases that come from now on go by it."""
        order = ServeKecamatan(
            officer_id=officer_id, kecamatan=tuple(given["kecamatan"]), version=http.if_match()
        )
        return http.read(at_work, http.with_version(http.transact(serve_kecamatan, order)))
