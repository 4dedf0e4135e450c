"""Reporting windows: when a client must be met (R10, R11; SE PAS-516/2020, points 5a and 5b).

How often and which share: `duties` and `least_share_of_cut_window` in policies/*.yaml.
Windows that were over by the handover are not owed: `scheduling.owe_until`.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
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
        _plan(duty, opens, closes, calendar)
        for duty in policy.duties
        for opens, closes in _owed(policy, duty, start, end, before)
        if opens >= since
    ]
    return tuple(sorted(owed, key=lambda each: (each.window_start, each.kind)))


def next_opening(policy: Policy, start: date, end: date, since: date) -> date:
    """The first day from `since` on which a window opens that is owed; `date.max`: none does."""
    openings = (
        next((opens for opens, _ in _owed(policy, duty, start, end) if opens >= since), date.max)
        for duty in policy.duties
    )
    return min(openings)


def longest_window(policies: Iterable[Policy]) -> timedelta:
    """No window of any duty is longer."""
    every = (duty.every for policy in policies for duty in policy.duties)
    return timedelta(days=max(31 if each == "month" else each for each in every))


def _owed(
    policy: Policy, duty: Duty, start: date, end: date, before: date = date.max
) -> Iterator[tuple[date, date]]:
    """The duty's windows that open before `before`, cut at the order's end, less those that the
    cut leaves too short.
    """
    for opens, closes in _windows(duty, start, min(end, before)):
        left = min(closes, end)
        if (left - opens).days >= policy.least_share_of_cut_window * (closes - opens).days:
            yield opens, left


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
