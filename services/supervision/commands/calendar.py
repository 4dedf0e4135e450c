"""The office's own closing days (R2)."""

from dataclasses import dataclass, replace
from datetime import date

from supervision.domain.office_calendar import OfficeCalendar
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar:
    closed: tuple[date, ...]
    joint_leave_is_off: bool
    version: int | None = None


def set_calendar(unit: Unit, order: SetCalendar) -> OfficeCalendar:
    """The calendar from now on; days that were promised already stay as they are."""
    calendar = unit.calendars.of_office(order.version)
    return unit.calendars.save(
        replace(
            calendar,
            closed=tuple(sorted(set(order.closed))),
            joint_leave_is_off=order.joint_leave_is_off,
        )
    )
