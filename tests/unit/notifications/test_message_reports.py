"""Reports of carriers and of officers: a late one never overwrites a later one."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications_builders import NOW, POLICY, TODAY, a_message

from notifications import events
from notifications.domain import refusals
from notifications.domain.message import State
from notifications.domain.reports import Call, Report, call, report

BY = "0190d6a2-7b1c-7e3a-9f00-3f1b6c1d2e4f"


def heard(message, what, minute):
    at = NOW + timedelta(minutes=minute)
    return report(message, what, reported_at=at, why="barred", now=NOW, on=TODAY)


def rung(message, what):
    return call(message, what, POLICY, now=NOW, on=TODAY, by=BY)


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.UNKNOWN])
def test_a_carriers_report_says_what_became_of_what_left(state):
    message, told = heard(a_message(state), Report.DELIVERED, 1)
    assert message.state is State.DELIVERED
    assert [type(each) for each in told] == [events.MessageDelivered]


def test_a_failure_that_was_reported_before_the_delivery_comes_too_late():
    delivered, _ = heard(a_message(State.SENT), Report.DELIVERED, 5)
    assert heard(delivered, Report.FAILED, 1) == (delivered, ())


def test_a_delivery_that_was_reported_before_the_failure_comes_too_late():
    failed, _ = heard(a_message(State.SENT), Report.FAILED, 5)
    assert heard(failed, Report.DELIVERED, 1) == (failed, ())


def test_what_was_delivered_is_not_undone_by_a_later_failure():
    delivered, _ = heard(a_message(State.SENT), Report.DELIVERED, 5)
    assert heard(delivered, Report.FAILED, 9) == (delivered, ())


def test_a_delivery_after_a_reported_failure_counts():
    failed, _ = heard(a_message(State.SENT), Report.FAILED, 1)
    delivered, told = heard(failed, Report.DELIVERED, 5)
    assert delivered.state is State.DELIVERED
    assert told != ()


def test_the_same_report_twice_is_told_once():
    failed, _ = heard(a_message(State.SENT), Report.FAILED, 1)
    assert heard(failed, Report.FAILED, 1) == (failed, ())
    assert heard(failed, Report.FAILED, 2)[1] == ()


@pytest.mark.parametrize(
    "state",
    [
        State.QUEUED,
        State.RETRYING,
        State.TO_CALL,
        State.CANCELLED,
        State.OPTED_OUT,
        State.DELIVERED,
    ],
)
def test_a_report_about_what_never_left_changes_nothing(state):
    message = a_message(state)
    assert heard(message, Report.DELIVERED, 1) == (message, ())


@given(
    minutes=st.lists(st.integers(0, 50), min_size=1, max_size=4, unique=True),
    kinds=st.lists(st.sampled_from(Report), min_size=4, max_size=4),
)
def test_in_whatever_order_they_arrive_the_latest_delivery_stands(minutes, kinds):
    reports = [*zip(kinds, minutes, strict=False), (Report.DELIVERED, 60)]
    for arrivals in permutations(reports):
        message = a_message(State.SENT)
        for what, minute in arrivals:
            message, _ = heard(message, what, minute)
        assert message.state is State.DELIVERED


def test_an_officer_who_told_the_client_has_delivered_the_message():
    message, told = rung(a_message(State.TO_CALL), Call.TOLD)
    assert message.state is State.DELIVERED
    assert told[0].channel == "call"
    assert message.history[-1].by == BY


def test_calls_in_vain_go_on_until_the_policy_says_that_they_were_enough():
    message, seen = a_message(State.TO_CALL), []
    while message.state is State.TO_CALL:
        message, told = rung(message, Call.NOT_REACHED)
        seen.append(len(told))
    assert seen == [0] * (POLICY.call_tries - 1) + [1]
    assert message.state is State.FAILED


def test_a_wrong_number_ends_the_calls_at_once():
    message, told = rung(a_message(State.TO_CALL), Call.WRONG_NUMBER)
    assert (message.state, told[0].why) == (State.FAILED, "wrong_number")


@pytest.mark.parametrize("state", [each for each in State if each is not State.TO_CALL])
def test_nobody_notes_a_call_that_was_not_asked_for(state):
    with pytest.raises(refusals.NotWaitingForCall):
        rung(a_message(state), Call.TOLD)
