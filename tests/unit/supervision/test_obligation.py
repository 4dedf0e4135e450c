"""An obligation: who was met, who was tried, and whose lapse it is when nobody was."""

from dataclasses import replace
from uuid import uuid4

import pytest
from supervision_builders import ASIMILASI, a_contact, an_attempt, an_obligation, day

from supervision import events
from supervision.domain import refusals
from supervision.domain.contacts import Channel, Target
from supervision.domain.enough_attempts import nobody_reached
from supervision.domain.obligation import Cancelled, State
from supervision.domain.policies import Kind

WITHIN, AFTER = day("2021-06-02"), day("2021-06-08")
CLIENT_TWICE = (an_attempt(Channel.PHONE), an_attempt(Channel.PHONE))
TWO_CHANNELS = (an_attempt(Channel.PHONE), an_attempt(Channel.WHATSAPP))
CLIENT_AND_GUARANTOR = (an_attempt(), an_attempt(target=Target.GUARANTOR))
CLIENT_AND_FAMILY = (an_attempt(), an_attempt(target=Target.FAMILY))


@pytest.mark.parametrize(
    ("attempts", "state"),
    [
        ((), State.NOT_ATTEMPTED),
        ((an_attempt(),), State.NOT_ATTEMPTED),
        (CLIENT_TWICE, State.NOT_ATTEMPTED),
        (CLIENT_AND_FAMILY, State.NOT_ATTEMPTED),
        (TWO_CHANNELS, State.MISSED),
        (CLIENT_AND_GUARANTOR, State.MISSED),
    ],
)
def test_a_window_is_missed_only_after_tries_on_two_channels_or_to_the_guarantor_too(
    attempts, state
):
    closed, facts = an_obligation(attempts=attempts).close(AFTER, ASIMILASI)
    missed = state is State.MISSED
    assert closed.state is state
    assert type(facts[0]) is (events.ObligationMissed if missed else events.ObligationNotAttempted)


def test_nobody_is_reached_only_after_enough_tries_of_which_none_was_answered():
    answered = replace(an_attempt(target=Target.GUARANTOR), reached=True)
    assert nobody_reached(TWO_CHANNELS, ASIMILASI)
    assert not nobody_reached(CLIENT_TWICE, ASIMILASI)
    assert not nobody_reached((*TWO_CHANNELS, answered), ASIMILASI)


def test_a_window_is_not_closed_on_its_last_day():
    with pytest.raises(refusals.WindowStillOpen):
        an_obligation().close(day("2021-06-07"), ASIMILASI)


@pytest.mark.parametrize("state", [each for each in State if each is not State.SCHEDULED])
def test_what_is_settled_is_neither_closed_nor_cancelled(state):
    settled = an_obligation(state=state)
    assert settled.close(AFTER, ASIMILASI) == (settled, ())
    assert settled.cancel(Cancelled.ENDED) == (settled, ())


def test_a_meeting_in_the_window_is_attendance_with_a_guidance_note():
    met, facts = an_obligation().meet(a_contact(), on=WITHIN, today=WITHIN)
    assert met.state is State.ATTENDED
    assert [type(each) for each in facts] == [events.ObligationFulfilled, events.GuidanceRecorded]
    assert {each.obligation_id for each in facts} == {met.id}


def test_the_same_meeting_sent_twice_counts_once():
    contact = a_contact()
    met, _ = an_obligation().meet(contact, on=WITHIN, today=WITHIN)
    assert met.meet(contact, on=WITHIN, today=AFTER) == (met, ())


def test_a_second_meeting_does_not_replace_the_first():
    met, _ = an_obligation().meet(a_contact(), on=WITHIN, today=WITHIN)
    with pytest.raises(refusals.AlreadyMet):
        met.meet(a_contact(), on=WITHIN, today=WITHIN)


@pytest.mark.parametrize("state", [State.SCHEDULED, State.MISSED, State.NOT_ATTEMPTED])
def test_a_meeting_in_the_window_that_is_recorded_after_it_is_attended_late(state):
    late, facts = an_obligation(state=state).meet(a_contact(), on=WITHIN, today=AFTER)
    assert late.state is State.ATTENDED_LATE
    assert facts[0].late is True


@pytest.mark.parametrize(
    ("on", "today", "refusal"),
    [
        ("2021-05-31", "2021-06-02", refusals.WindowNotOpen),
        ("2021-06-08", "2021-06-08", refusals.WindowClosed),
        ("2021-06-03", "2021-06-02", refusals.NotYetHappened),
    ],
)
def test_a_meeting_outside_the_window_or_in_the_future_does_not_fulfil_it(on, today, refusal):
    with pytest.raises(refusal) as refused:
        an_obligation().meet(a_contact(), on=day(on), today=day(today))
    assert refused.value.field == "happened_at"


@pytest.mark.parametrize("on", ["2021-06-01", "2021-06-07"])
def test_the_first_and_the_last_day_belong_to_the_window(on):
    met, _ = an_obligation().meet(a_contact(), on=day(on), today=day(on))
    assert met.state is State.ATTENDED


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WHATSAPP])
def test_a_text_message_counts_only_when_an_officer_confirms_it(channel):
    with pytest.raises(refusals.NotConfirmed):
        an_obligation().meet(a_contact(channel), on=WITHIN, today=WITHIN)
    met, _ = an_obligation().meet(a_contact(channel, confirmed=True), on=WITHIN, today=WITHIN)
    assert met.state is State.ATTENDED


@pytest.mark.parametrize("channel", [each for each in Channel if not each.is_in_person])
def test_the_monthly_report_in_person_is_not_fulfilled_from_afar(channel):
    owed = an_obligation(kind=Kind.MONTHLY_IN_PERSON)
    with pytest.raises(refusals.NotInPerson):
        owed.meet(a_contact(channel, confirmed=True), on=WITHIN, today=WITHIN)


@pytest.mark.parametrize("channel", [Channel.IN_PERSON_OFFICE, Channel.HOME_VISIT])
def test_the_monthly_report_in_person_is_fulfilled_face_to_face(channel):
    owed = an_obligation(kind=Kind.MONTHLY_IN_PERSON)
    met, _ = owed.meet(a_contact(channel), on=WITHIN, today=WITHIN)
    assert met.state is State.ATTENDED


def test_a_dispensation_lets_the_report_in_person_be_made_by_telephone():
    dispensed = an_obligation(kind=Kind.MONTHLY_IN_PERSON).dispense("banjir", "pk-1")
    met, _ = dispensed.meet(a_contact(), on=WITHIN, today=WITHIN)
    assert met.state is State.ATTENDED


def test_the_same_try_sent_twice_is_kept_once():
    attempt = an_attempt()
    tried, facts = an_obligation().attempt(attempt, on=WITHIN, today=WITHIN)
    assert len(facts) == 1
    assert tried.attempt(attempt, on=WITHIN, today=WITHIN) == (tried, ())


def test_tries_typed_in_after_the_window_never_make_a_miss_of_the_offices_lapse():
    lapse, _ = an_obligation().close(AFTER, ASIMILASI)
    for attempt in TWO_CHANNELS:
        lapse, _ = lapse.attempt(attempt, on=WITHIN, today=AFTER)
    assert lapse.state is State.NOT_ATTEMPTED
    assert len(lapse.attempts) == 2


def test_a_try_outside_the_window_is_refused():
    with pytest.raises(refusals.WindowClosed):
        an_obligation().attempt(an_attempt(), on=AFTER, today=AFTER)


def test_an_excuse_needs_a_reason_and_keeps_it_out_of_the_facts():
    with pytest.raises(refusals.ReasonMissing):
        an_obligation().excuse("  ", "pk-1")
    excused, facts = an_obligation().excuse("dirawat di rumah sakit", "pk-1")
    assert excused.state is State.EXCUSED
    assert "rumah sakit" not in repr(facts)


@pytest.mark.parametrize("state", [each for each in State if each is not State.SCHEDULED])
def test_only_what_is_still_owed_can_be_excused_or_dispensed(state):
    settled = an_obligation(state=state)
    with pytest.raises(refusals.ObligationNotOpen):
        settled.excuse("sakit", "pk-1")
    with pytest.raises(refusals.ObligationNotOpen):
        settled.dispense("banjir", "pk-1")


def test_a_client_who_comes_though_excused_has_attended():
    excused, _ = an_obligation().excuse("izin", "pk-1")
    met, _ = excused.meet(a_contact(), on=WITHIN, today=WITHIN)
    assert met.state is State.ATTENDED


def test_a_cancelled_obligation_takes_neither_tries_nor_meetings():
    cancelled, facts = an_obligation().cancel(Cancelled.SUSPENDED)
    assert facts[0].why == "suspended"
    with pytest.raises(refusals.ObligationNotOpen):
        cancelled.meet(a_contact(), on=WITHIN, today=WITHIN)
    with pytest.raises(refusals.ObligationNotOpen):
        cancelled.attempt(an_attempt(id=uuid4()), on=WITHIN, today=WITHIN)
