"""The days on which an office is closed besides the nation's holidays."""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from supervision.domain.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCalendar:
    """Its own closing days, and whether joint leave (cuti bersama) is off there."""

    id: UUID
    office_id: str
    version: int = 0
    closed: tuple[date, ...] = ()
    joint_leave_is_off: bool = True

    def as_calendar(self) -> Calendar:
        return Calendar(
            office_closed=frozenset(self.closed), joint_leave_is_off=self.joint_leave_is_off
        )


def calendar_id(office_id: str) -> UUID:
    """An office has one calendar."""
    return uuid5(NAMESPACE_URL, f"urn:pamong:calendar:{office_id}")


def plain_calendar(office_id: str) -> OfficeCalendar:
    """That of an office which has said nothing of its own."""
    return OfficeCalendar(id=calendar_id(office_id), office_id=office_id)
