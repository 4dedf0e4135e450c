"""When a reminder is due, and when it is of no more use."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications_builders import POLICY, WIB, a_reminder, wib

from notifications.domain.reminder import State

DAY_BEFORE, MORNING = wib("2021-06-06 14:00"), wib("2021-06-07 07:15")


def planned(at: str, **given):
    return a_reminder("2021-06-07", **given).planned(POLICY, WIB, wib(at))


def test_the_first_reminder_is_due_on_the_day_before():
    assert planned("2021-05-01 08:00").next_due == DAY_BEFORE


def test_the_second_is_due_on_the_morning_itself():
    after, occasion = planned("2021-05-01 08:00").advance(POLICY, WIB, DAY_BEFORE)
    assert (occasion.due, occasion.expires) == (DAY_BEFORE, wib("2021-06-06 20:00"))
    assert after.next_due == MORNING


def test_after_the_last_it_is_finished():
    first, _ = planned("2021-05-01 08:00").advance(POLICY, WIB, DAY_BEFORE)
    last, occasion = first.advance(POLICY, WIB, MORNING)
    assert occasion is not None
    assert (last.state, last.next_due) == (State.FINISHED, None)


def test_before_it_is_due_nothing_is_sent():
    reminder = planned("2021-05-01 08:00")
    assert reminder.advance(POLICY, WIB, DAY_BEFORE - timedelta(seconds=1)) == (reminder, None)


def test_a_meeting_that_is_planned_late_on_the_day_before_still_has_that_reminder():
    assert planned("2021-06-06 19:00").next_due == DAY_BEFORE


@pytest.mark.parametrize(
    ("now", "next_due"),
    [
        ("2021-06-06 20:00", MORNING),
        ("2021-06-07 12:59", MORNING),
        ("2021-06-07 13:00", None),
        ("2021-07-01 08:00", None),
    ],
)
def test_a_reminder_whose_hours_have_passed_is_left_out(now, next_due):
    assert planned(now).next_due == next_due


def test_when_both_have_passed_unsent_only_the_one_of_use_is_sent():
    after, occasion = planned("2021-05-01 08:00").advance(POLICY, WIB, wib("2021-06-07 08:00"))
    assert occasion.due == MORNING
    assert after.state is State.FINISHED


def test_when_a_week_has_passed_nothing_is_sent():
    after, occasion = planned("2021-05-01 08:00").advance(POLICY, WIB, wib("2021-06-14 08:00"))
    assert occasion is None
    assert after.state is State.FINISHED


def test_a_cancelled_reminder_is_never_due():
    cancelled = planned("2021-05-01 08:00").cancel()
    assert cancelled.advance(POLICY, WIB, MORNING) == (cancelled, None)


def test_what_moved_to_another_day_is_reminded_of_anew():
    finished, _ = planned("2021-05-01 08:00").advance(POLICY, WIB, MORNING)
    moved = finished.moved(date(2021, 6, 14), None).planned(POLICY, WIB, MORNING)
    assert moved.next_due == wib("2021-06-13 14:00")


@given(
    moves=st.lists(st.integers(0, 72 * 60), min_size=1, max_size=30),
    from_days=st.integers(0, 20),
)
def test_however_the_clock_moves_each_message_leaves_at_most_once_and_only_while_of_use(
    moves, from_days
):
    now: datetime = wib("2021-06-07 08:00") - timedelta(days=from_days)
    reminder = a_reminder("2021-06-07").planned(POLICY, WIB, now)
    sent = []
    for minutes in moves:
        now += timedelta(minutes=minutes)
        reminder, occasion = reminder.advance(POLICY, WIB, now)
        if occasion is not None:
            assert occasion.due <= now < occasion.expires
            sent.append(occasion.due)
    assert len(sent) == len(set(sent)) <= len(POLICY.reminders)
    assert sent == sorted(sent)
