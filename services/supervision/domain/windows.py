"""Reporting windows: when a client must be met (R10, R11; SE PAS-516/2020, points 5a and 5b)."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise

from chassis.refusals import Refused
from supervision.domain.calendar import ONE_DAY, Calendar
from supervision.domain.policies import Duty, Kind, Policy


class EndBeforeStart(Refused):
    """An order ends after it began."""

    code = "end_before_start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One meeting owed in the days [window_start, window_end), at best by `due`.

    `excused_holiday`: in person, in a window without a single working day.
    """

    kind: Kind
    window_start: date
    window_end: date
    due: date
    in_person: bool
    excused_holiday: bool = False


def schedule(
    policy: Policy,
    start: date,
    end: date,
    calendar: Calendar,
    *,
    since: date = date.min,
    before: date = date.max,
) -> tuple[Planned, ...]:
    """What an order in force in [start, end) owes, in windows that open in [since, before).

    A window that the order's end cuts short is owed only if at least half of its days remain
    (the share is the policy's). Sorted by the window's start, then by kind.
    """
    if end <= start:
        raise EndBeforeStart(field="end", start=start.isoformat(), end=end.isoformat())
    owed = [
        _plan(duty, opens, min(closes, end), calendar)
        for duty in policy.duties
        for opens, closes in _windows(duty, start, min(end, before))
        if opens >= since
        and (min(closes, end) - opens).days
        >= policy.least_share_of_cut_window * (closes - opens).days
    ]
    return tuple(sorted(owed, key=lambda each: (each.window_start, each.kind)))


def _windows(duty: Duty, start: date, before: date) -> Iterator[tuple[date, date]]:
    """The duty's whole windows from `start`, side by side, that open before `before`."""
    marks = (
        _months_after(start, k) if duty.every == "month" else start + timedelta(days=duty.every * k)
        for k in count()
    )
    for opens, closes in pairwise(marks):
        if opens >= before:
            return
        yield opens, closes


def _months_after(start: date, months: int) -> date:
    """The same day of a later month, or that month's last (31 Jan, 28 Feb, 31 Mar)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _plan(duty: Duty, opens: date, closes: date, calendar: Calendar) -> Planned:
    working = calendar.last_working_day(opens, closes)
    return Planned(
        kind=duty.kind,
        window_start=opens,
        window_end=closes,
        due=working or closes - ONE_DAY,
        in_person=duty.in_person,
        excused_holiday=duty.in_person and working is None,
    )
