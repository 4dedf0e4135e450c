"""Working days (hari kerja) and what is due on them (R2).

Monday to Friday, less national holidays, less joint leave (cuti bersama) where that is off for
civil servants, less the days on which the office itself is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Why(StrEnum):
    """Why nobody works on a day; of several reasons the first of this list is told."""

    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    JOINT_LEAVE = "joint_leave"
    OFFICE_CLOSED = "office_closed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that did not count, and why."""

    date: date
    why: Why


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a thing is still in time, with the days that were passed over."""

    due: date
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """An office's calendar: Indonesia's holidays and the office's own closing days."""

    office_closed: frozenset[date] = frozenset()
    joint_leave_is_off: bool = True

    def why_off(self, day: date) -> Why | None:
        """Why nobody works on `day`; None on a working day."""
        if day.weekday() >= SATURDAY:
            return Why.WEEKEND
        decreed = _decreed(day.year).get(day)
        if decreed is Why.PUBLIC_HOLIDAY or (decreed and self.joint_leave_is_off):
            return decreed
        return Why.OFFICE_CLOSED if day in self.office_closed else None

    def last_working_day(self, start: date, end: date) -> date | None:
        """The last working day in [start, end), or None where there is none."""
        day = end - ONE_DAY
        while day >= start:
            if self.why_off(day) is None:
                return day
            day -= ONE_DAY
        return None


def deadline(from_: date, working_days: int, calendar: Calendar) -> Deadline:
    """The end of the given working day after `from_`, which is itself day 0."""
    day, left, skipped = from_, working_days, list[Skipped]()
    while left > 0:
        day += ONE_DAY
        why = calendar.why_off(day)
        if why is None:
            left -= 1
        else:
            skipped.append(Skipped(day, why))
    return Deadline(day, tuple(skipped))


@cache
def _decreed(year: int) -> Mapping[date, Why]:
    """The holidays and joint leave of a year, as the ministers' joint decree has them."""
    leave = holidays.country_holidays("ID", years=year, categories="government")
    public = holidays.country_holidays("ID", years=year, categories="public")
    return {
        **dict.fromkeys(leave, Why.JOINT_LEAVE),
        **dict.fromkeys(public, Why.PUBLIC_HOLIDAY),
    }
