"""A message's life: what has left is never said to have failed, what is over stays over."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications_builders import MOBILE, NOON, NOW, POLICY, SMS, TODAY, a_message

from notifications import events
from notifications.domain.message import BEGUN, NOT_BEGUN, State
from notifications.domain.reach import Channel, To, Way
from notifications.domain.wording import Wording

CALL = Way(To.CLIENT, Channel.CALL)


def states(message):
    return [each.state for each in message.history]


def test_a_message_is_waiting_once_it_is_due():
    message = a_message()
    assert message.is_waiting(NOW, NOW)
    assert not message.is_waiting(message.due - timedelta(seconds=1), NOW)


def test_after_a_failure_only_the_systems_clock_says_when_it_is_tried_again():
    later, _ = a_message().not_sent("away", POLICY, now=NOW, system_now=NOW, on=TODAY)
    assert not later.is_waiting(NOON, NOW)
    assert later.is_waiting(NOW, later.retry_at)


def test_what_is_begun_waits_no_more():
    assert not a_message(State.SENDING).is_waiting(NOON, NOON)


def test_sent_is_what_the_carrier_took():
    sent = a_message(State.SENDING).sent("carrier-1", NOW)
    assert (sent.state, sent.carrier_id) == (State.SENT, "carrier-1")


def test_a_report_that_was_quicker_than_the_carriers_answer_stands():
    delivered, _ = a_message(State.SENDING).deliver(NOW, on=TODAY)
    assert delivered.sent("carrier-1", NOW).state is State.DELIVERED


def test_failures_that_pass_are_tried_again_after_growing_waits_and_then_given_up():
    message, waits = a_message(State.SENDING), []
    while message.state is State.SENDING:
        message, told = message.not_sent("away", POLICY, now=NOW, system_now=NOW, on=TODAY)
        if message.state is State.RETRYING:
            waits.append(message.retry_at - NOW)
            message = message.claim(SMS, Wording.PLAIN, "id", at=NOW)
    assert waits == [timedelta(seconds=each) for each in POLICY.retry_seconds]
    assert waits == sorted(waits)
    assert message.state is State.FAILED
    assert [type(each) for each in told] == [events.MessageFailed]


def test_another_way_begins_with_tries_of_its_own():
    tried = a_message(State.SENDING)
    again, _ = tried.not_sent("away", POLICY, now=NOW, system_now=NOW, on=TODAY)
    other = again.claim(Way(To.GUARANTOR, Channel.SMS), Wording.GUARANTOR, "id", at=NOW)
    assert (tried.tries, other.tries) == (1, 1)


def test_an_owner_who_is_silent_counts_as_a_try_too():
    message = a_message()
    for _ in range(len(POLICY.retry_seconds) + 1):
        message, told = message.not_sent("owner_silent", POLICY, now=NOW, system_now=NOW, on=TODAY)
    assert message.state is State.FAILED
    assert told[0].why == "owner_silent"
    assert told[0].channel is None


def test_a_way_that_leads_nowhere_leaves_the_message_queued_for_the_next():
    assert a_message(State.SENDING).another_way("smtp_550", NOW).state is State.QUEUED


def test_of_a_message_begun_and_lost_nobody_knows_and_it_is_not_sent_twice():
    lost = a_message(State.SENDING).lose(POLICY, NOW)
    assert lost.state is State.UNKNOWN
    assert not lost.is_waiting(NOON, NOON)


def test_only_a_policy_that_says_so_sends_a_lost_message_again():
    bold = msgspec.structs.replace(POLICY, resend_unknown=True)
    assert a_message(State.SENDING).lose(bold, NOW).state is State.QUEUED


def test_a_sender_that_was_only_slow_still_says_what_became_of_it():
    lost = a_message(State.SENDING).lose(POLICY, NOW)
    assert lost.sent("carrier-1", NOW).state is State.SENT
    later, _ = lost.not_sent("busy", POLICY, now=NOW, system_now=NOW, on=TODAY)
    assert later.state is State.RETRYING


@pytest.mark.parametrize("state", [State.QUEUED, State.RETRYING, State.TO_CALL])
def test_what_has_not_left_can_be_taken_back(state):
    cancelled = a_message(state).cancel("order_suspended", NOW)
    assert cancelled.state is State.CANCELLED
    assert cancelled.history[-1].why == "order_suspended"


OVER = [each for each in State if each not in (*BEGUN, *NOT_BEGUN, State.TO_CALL)]


@pytest.mark.parametrize("state", sorted([*BEGUN, *OVER]))
def test_what_has_left_or_is_over_cannot_be_taken_back(state):
    assert a_message(state).cancel("order_suspended", NOW).state is state


@given(
    state=st.sampled_from(OVER),
    steps=st.lists(st.sampled_from(["cancel", "sent", "lose", "opt_out", "another_way", "fail"])),
)
def test_what_is_over_stays_over_whatever_the_sender_says_later(state, steps):
    message = a_message(state)
    for step in steps:
        match step:
            case "cancel":
                message = message.cancel("late", NOW)
            case "sent":
                message = message.sent("carrier-2", NOW)
            case "lose":
                message = message.lose(POLICY, NOW)
            case "opt_out":
                message = message.opt_out(NOW)
            case "another_way":
                message = message.another_way("late", NOW)
            case "fail":
                message, told = message.not_sent("late", POLICY, now=NOW, system_now=NOW, on=TODAY)
                assert told == ()
    assert message.state is state


def test_what_is_told_of_a_message_names_the_meeting_and_never_the_number():
    _, told = a_message(State.SENT).deliver(NOW, on=TODAY)
    assert told[0].obligation_id is not None
    assert MOBILE not in repr(told)


def test_handing_a_message_to_an_officer_leaves_a_call_to_be_made():
    assert a_message(State.TO_CALL).way == CALL
