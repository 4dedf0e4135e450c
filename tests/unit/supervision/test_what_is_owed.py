"""Which windows of an order are owed here, and until when a case is scheduled."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from supervision_builders import ASIMILASI, CALENDAR, PB, a_case, day

from supervision.domain.policies import Kind
from supervision.domain.scheduling import is_owed_on, owe_until
from supervision.domain.windows import longest_window, next_opening
from supervision.policy_files import caseload_limit, shipped_policies


def owed(case, before, standing=()):
    case, found = owe_until(day(before), case, ASIMILASI, CALENDAR, uuid4, standing)
    return case, [each for each, _ in found]


def test_a_window_that_was_over_at_the_handover_was_the_prisons():
    case = a_case(start=day("2021-06-03"), handed_over=day("2021-06-24"))
    _, found = owed(case, "2021-07-02")
    weekly = [each.window_start for each in found if each.kind is Kind.WEEKLY_REMOTE]
    assert weekly == [day("2021-06-24"), day("2021-07-01")]
    assert [each.window_start for each in found if each.kind is Kind.MONTHLY_IN_PERSON] == [
        day("2021-06-03")
    ]


def test_a_window_that_stands_already_is_not_owed_twice():
    standing = {(Kind.WEEKLY_REMOTE, day("2021-06-03"))}
    _, found = owed(a_case(), "2021-06-11", standing)
    assert [(each.kind, each.window_start) for each in found] == [
        (Kind.MONTHLY_IN_PERSON, day("2021-06-03")),
        (Kind.WEEKLY_REMOTE, day("2021-06-10")),
    ]


def test_a_case_is_scheduled_until_the_next_window_that_opens():
    case, _ = owed(a_case(), "2021-06-12")
    assert case.scheduled_until == day("2021-06-17")
    done, _ = owed(a_case(), "2021-12-31")
    assert done.scheduled_until == date.max


@given(
    length=st.integers(1, 400),
    since=st.integers(0, 400),
    policy=st.sampled_from([ASIMILASI, PB]),
)
def test_between_two_openings_none_opens(length, since, policy):
    start = day("2021-06-03")
    case = a_case(policy, end=start + timedelta(days=length))
    _, found = owe_until(date(2030, 1, 1), case, policy, CALENDAR, uuid4)
    after = start + timedelta(days=since)
    openings = [each.window_start for each, _ in found if each.window_start >= after]
    assert next_opening(policy, start, case.end, after) == min(openings, default=date.max)


def test_a_day_whose_cut_window_is_too_short_owes_nothing():
    case = a_case(end=day("2021-06-12"))
    assert is_owed_on(day("2021-06-09"), case, ASIMILASI)
    assert not is_owed_on(day("2021-06-10"), case, ASIMILASI)


def test_after_an_annulled_revocation_the_window_in_progress_is_not_owed():
    case = a_case().suspend().reinstate(day("2021-06-05"))
    assert not is_owed_on(day("2021-06-06"), case, ASIMILASI)
    assert is_owed_on(day("2021-06-10"), case, ASIMILASI)


def test_no_window_is_longer_than_the_longest():
    assert longest_window(shipped_policies()) == timedelta(days=31)


def test_the_caseload_limit_is_that_of_the_day_and_of_the_nearest_rules_outside_them():
    assert caseload_limit(day("2021-06-01")) == 60
    assert caseload_limit(day("2001-06-01")) == 60
