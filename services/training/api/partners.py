"""Partners and their agreements (PKS)."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from training.api import shapes
from training.api.orders import changes, order, page_of, paged
from training.commands.partners import AddPartner, ChangePartner, add_partner, change_partner
from training.domain.partner import Partner, PartnerKind
from training.store import Unit

blp = Blueprint("partners", __name__, url_prefix="/v1/partners", description="Partners")


class AgreementShape(Shape):
    """`end` is the last day on which it holds."""

    number = shapes.name(required=True)
    start = fields.Date(required=True)
    end = fields.Date(required=True)


class PartnerChange(Shape):
    name = shapes.name()
    kind = shapes.one_of(PartnerKind)
    fields_ = fields.List(shapes.code(), data_key="fields", attribute="fields")
    agreement = fields.Nested(AgreementShape, allow_none=True)


class NewPartner(PartnerChange):
    name = shapes.name(required=True)
    kind = shapes.one_of(PartnerKind, required=True)


class PartnerAnswer(PartnerChange):
    id = shapes.ident()
    version = fields.Integer()


class PartnerPage(Shape):
    items = fields.List(fields.Nested(PartnerAnswer))
    next = fields.String(allow_none=True)


@blp.route("")
class PartnersView(MethodView):
    @blp.arguments(shapes.PageQuery, location="query")
    @blp.response(200, PartnerPage)
    @allow(*shapes.STAFF)
    def get(self, wanted: dict[str, Any]) -> Any:
        """Those with whom the office teaches."""
        found = http.read(lambda unit, page: unit.partners.listed(page), page_of(wanted))
        return paged(found, wanted)

    @blp.arguments(NewPartner)
    @blp.response(201, PartnerAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, Any]) -> Partner:
        """Enter a partner, with its agreement where there is one."""
        return http.with_version(http.transact(add_partner, order(AddPartner, wanted)))


@blp.route("/<uuid:partner_id>")
class PartnerView(MethodView):
    @blp.response(200, PartnerAnswer)
    @allow(*shapes.STAFF)
    def get(self, partner_id: UUID) -> Partner:
        """A partner."""
        return http.with_version(http.read(_partner, partner_id))

    @blp.arguments(PartnerChange)
    @blp.response(200, PartnerAnswer)
    @allow(Role.TRAINER)
    def patch(self, wanted: dict[str, Any], partner_id: UUID) -> Partner:
        """Such as a new agreement, in place of the one before."""
        change = ChangePartner(
            partner_id=partner_id, version=http.if_match(), changes=changes(Partner, wanted)
        )
        return http.with_version(http.transact(change_partner, change))


def _partner(unit: Unit, partner_id: UUID) -> Partner:
    return unit.partners.get(partner_id)
