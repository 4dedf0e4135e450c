"""Windows: every day of an order lies in one, and each ends on the right day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from supervision_builders import ASIMILASI, CALENDAR, PB, day

from supervision.domain.policies import Kind
from supervision.domain.windows import EndBeforeStart, schedule

STARTS = st.dates(date(2020, 1, 1), date(2028, 12, 31))
LENGTHS = st.integers(1, 500)


def windows(policy, start, end, kind):
    planned = schedule(policy, day(start), day(end), CALENDAR)
    return [
        (each.window_start.isoformat(), each.window_end.isoformat(), each.due.isoformat())
        for each in planned
        if each.kind is kind
    ]


def test_a_month_from_the_31st_ends_with_a_shorter_month_and_comes_back():
    assert windows(PB, "2021-01-31", "2021-05-31", Kind.MONTHLY) == [
        ("2021-01-31", "2021-02-28", "2021-02-26"),
        ("2021-02-28", "2021-03-31", "2021-03-30"),
        ("2021-03-31", "2021-04-30", "2021-04-29"),
        ("2021-04-30", "2021-05-31", "2021-05-28"),
    ]


def test_in_a_leap_year_the_window_from_the_31st_ends_on_the_29th():
    assert windows(PB, "2024-01-31", "2024-03-31", Kind.MONTHLY)[0][1] == "2024-02-29"


def test_weeks_run_from_the_orders_start_and_are_due_on_their_last_working_day():
    assert windows(ASIMILASI, "2021-06-03", "2021-06-17", Kind.WEEKLY_REMOTE) == [
        ("2021-06-03", "2021-06-10", "2021-06-09"),
        ("2021-06-10", "2021-06-17", "2021-06-16"),
    ]


def test_from_afar_a_week_without_a_working_day_is_due_on_its_last_day():
    assert windows(ASIMILASI, "2026-03-18", "2026-03-25", Kind.WEEKLY_REMOTE) == [
        ("2026-03-18", "2026-03-25", "2026-03-24")
    ]


def test_in_person_a_window_without_a_working_day_is_excused():
    order = schedule(ASIMILASI, day("2026-02-26"), day("2026-03-26"), CALENDAR)
    assert not any(each.excused_holiday for each in order)
    closed = frozenset(day("2026-02-26") + timedelta(days=each) for each in range(28))
    shut = schedule(
        ASIMILASI, day("2026-02-26"), day("2026-03-26"), type(CALENDAR)(office_closed=closed)
    )
    assert {each.kind for each in shut if each.excused_holiday} == {Kind.MONTHLY_IN_PERSON}


@pytest.mark.parametrize(("end", "owed"), [("2021-06-06", 0), ("2021-06-07", 1)])
def test_a_week_cut_short_is_owed_from_four_of_its_seven_days(end, owed):
    assert len(windows(ASIMILASI, "2021-06-03", end, Kind.WEEKLY_REMOTE)) == owed


@pytest.mark.parametrize(("end", "owed"), [("2021-06-15", 0), ("2021-06-16", 1)])
def test_a_month_cut_short_is_owed_from_exactly_half_its_days(end, owed):
    assert len(windows(PB, "2021-06-01", end, Kind.MONTHLY)) == owed


def test_meetings_come_by_their_windows_start_then_by_kind():
    planned = schedule(ASIMILASI, day("2021-06-03"), day("2021-09-03"), CALENDAR)
    assert [(each.window_start, each.kind.value) for each in planned] == sorted(
        (each.window_start, each.kind.value) for each in planned
    )


@pytest.mark.parametrize("end", ["2021-06-03", "2021-06-02"])
def test_an_order_that_ends_before_it_began_is_refused(end):
    with pytest.raises(EndBeforeStart) as refused:
        schedule(PB, day("2021-06-03"), day(end), CALENDAR)
    assert refused.value.field == "end"


@given(start=STARTS, length=LENGTHS, policy=st.sampled_from([ASIMILASI, PB]))
def test_no_day_of_an_order_lies_outside_every_window(start, length, policy):
    end = start + timedelta(days=length)
    planned = schedule(policy, start, end, CALENDAR)
    for duty in policy.duties:
        edges = [start]
        for each in (each for each in planned if each.kind is duty.kind):
            assert each.window_start == edges[-1]
            edges.append(each.window_end)
        unowed = (end - edges[-1]).days
        assert unowed == 0 or 0 < unowed < (4 if duty.every == 7 else 16)


@given(start=STARTS, length=LENGTHS, policy=st.sampled_from([ASIMILASI, PB]))
def test_every_meeting_is_due_within_its_window_and_on_a_working_day_if_there_is_one(
    start, length, policy
):
    for each in schedule(policy, start, start + timedelta(days=length), CALENDAR):
        assert each.window_start <= each.due < each.window_end
        worked = CALENDAR.last_working_day(each.window_start, each.window_end)
        assert each.due == (worked or each.window_end - timedelta(days=1))


@given(start=STARTS, length=LENGTHS, cuts=st.lists(st.integers(0, 500), max_size=4))
def test_planned_piece_by_piece_nothing_is_lost_and_nothing_comes_twice(start, length, cuts):
    end = start + timedelta(days=length)
    marks = [start, *(start + timedelta(days=each) for each in sorted(cuts)), date.max]
    pieces = [
        each
        for since, before in pairwise(marks)
        for each in schedule(ASIMILASI, start, end, CALENDAR, since=since, before=before)
    ]
    assert sorted(pieces, key=lambda each: (each.window_start, each.kind)) == list(
        schedule(ASIMILASI, start, end, CALENDAR)
    )
