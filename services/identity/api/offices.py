"""Offices of the installation: known to all who sign in."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import WITHIN, Role, allow
from chassis.common import runtime
from identity.api import shapes
from identity.commands import OpenOffice, add_office
from identity.domain.office import Office
from identity.store import Unit

blp = Blueprint("offices", __name__, url_prefix="/v1/offices", description="Offices")


@blp.route("")
class OfficesView(MethodView):
    @blp.arguments(shapes.OfficeQuery, location="query")
    @blp.response(200, shapes.OfficePage)
    @allow(*WITHIN)
    def get(self, wanted: dict[str, Any]) -> Any:
        """All offices, by code: whoever works in several chooses one of them first."""
        items = runtime().read(_page, wanted, office_id="", actor=http.actor())
        more = len(items) > wanted["limit"]
        shown = items[: wanted["limit"]]
        return {"items": shown, "next": shown[-1].office_id if more else None}

    @blp.arguments(shapes.NewOffice)
    @blp.response(201, shapes.OfficeAnswer)
    @allow(Role.OPERATOR)
    def post(self, wanted: dict[str, str]) -> Office:
        """Open an office. Its code is for good: everything of the office is kept under it."""
        return http.transact(add_office, OpenOffice(**wanted))


def _page(unit: Unit, wanted: dict[str, Any]) -> list[Office]:
    return unit.offices.page(after=wanted["after"], limit=wanted["limit"] + 1)
