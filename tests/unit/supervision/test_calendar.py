"""Working days: what is due when, and why a day did not count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.domain.calendar import Calendar, Skipped, Why, deadline

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    Calendar,
    office_closed=st.frozensets(st.dates(date(2021, 1, 1), date(2021, 12, 31)), max_size=20),
    joint_leave_is_off=st.booleans(),
)


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2026-03-13", "2026-03-17"),
        ("2026-03-16", "2026-03-25"),
        ("2026-03-17", "2026-03-26"),
        ("2026-12-23", "2026-12-29"),
        ("2021-06-03", "2021-06-07"),
    ],
)
def test_two_working_days_after_a_handover_end_on_the_day_of_the_worked_table(event, due):
    assert deadline(date.fromisoformat(event), 2, Calendar()).due == date.fromisoformat(due)


def test_where_joint_leave_is_worked_the_deadline_comes_sooner():
    calendar = Calendar(joint_leave_is_off=False)
    assert deadline(date(2026, 3, 17), 2, calendar).due == date(2026, 3, 20)


def test_every_day_passed_over_is_told_with_its_reason():
    found = deadline(date(2026, 12, 23), 2, Calendar(office_closed=frozenset({date(2026, 12, 28)})))
    assert found.due == date(2026, 12, 30)
    assert found.skipped == (
        Skipped(date(2026, 12, 24), Why.JOINT_LEAVE),
        Skipped(date(2026, 12, 25), Why.PUBLIC_HOLIDAY),
        Skipped(date(2026, 12, 26), Why.WEEKEND),
        Skipped(date(2026, 12, 27), Why.WEEKEND),
        Skipped(date(2026, 12, 28), Why.OFFICE_CLOSED),
    )


def test_of_the_decree_of_2026_thirteen_holidays_and_eight_leave_days_fall_on_weekdays():
    year = [date(2026, 1, 1) + timedelta(days=each) for each in range(365)]
    off = [Calendar().why_off(each) for each in year]
    assert (off.count(Why.PUBLIC_HOLIDAY), off.count(Why.JOINT_LEAVE)) == (13, 8)


def test_a_deadline_of_no_days_is_the_day_itself():
    assert deadline(date(2026, 3, 21), 0, Calendar()).due == date(2026, 3, 21)


@given(event=DAYS, days=st.integers(1, 40), calendar=CALENDARS)
def test_all_days_up_to_a_deadline_are_either_worked_or_told(event, days, calendar):
    found = deadline(event, days, calendar)
    span = (found.due - event).days
    assert span == days + len(found.skipped)
    assert calendar.why_off(found.due) is None
    assert all(calendar.why_off(each.date) is each.why for each in found.skipped)


@given(start=DAYS, length=st.integers(1, 40), calendar=CALENDARS)
def test_the_last_working_day_of_a_span_is_followed_by_days_off_only(start, length, calendar):
    end = start + timedelta(days=length)
    last = calendar.last_working_day(start, end)
    after = start if last is None else last + timedelta(days=1)
    assert last is None or calendar.why_off(last) is None
    assert all(calendar.why_off(after + timedelta(days=each)) for each in range((end - after).days))
