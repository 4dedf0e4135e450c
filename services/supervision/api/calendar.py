"""The office's own closing days."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from supervision.api.shapes import READERS
from supervision.commands.calendar import SetCalendar, set_calendar
from supervision.domain.office_calendar import OfficeCalendar
from supervision.unit import Unit

blp = Blueprint("calendar", __name__, url_prefix="/v1", description="Working days")


class CalendarGiven(Shape):
    """Days on which the office is closed besides the nation's holidays."""

    closed = fields.List(fields.Date(), required=True, validate=validate.Length(max=400))
    joint_leave_is_off = fields.Boolean(load_default=True)


class CalendarAnswer(Shape):
    version = fields.Integer(required=True)
    closed = fields.List(fields.Date(), required=True)
    joint_leave_is_off = fields.Boolean(required=True)


@blp.route("/calendar")
class CalendarView(MethodView):
    @blp.response(200, CalendarAnswer)
    @allow(*READERS)
    def get(self) -> OfficeCalendar:
        """Closing days, and whether joint leave (cuti bersama) is off."""
        return http.with_version(http.read(_calendar, None))

    @blp.arguments(CalendarGiven)
    @blp.response(200, CalendarAnswer)
    @allow(Role.REGISTRAR, Role.HEAD)
    def put(self, given: dict[str, Any]) -> OfficeCalendar:
        """Days promised already stay as they are; what comes from now on goes by these."""
        order = SetCalendar(
            closed=tuple(given["closed"]),
            joint_leave_is_off=given["joint_leave_is_off"],
            version=http.if_match(),
        )
        return http.with_version(http.transact(set_calendar, order))


def _calendar(unit: Unit, _: None) -> OfficeCalendar:
    return unit.calendars.seen()
