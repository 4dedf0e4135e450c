"""An enrolment's way: a place or none, attendance, completion, certificate, follow-ups."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_builders import JUNE_14, POLICY, a_moment, a_session, an_enrolment, day

from training import events
from training.domain import refusals
from training.domain.attendance import Came, share_attended
from training.domain.certificate import Series
from training.domain.enrolment_terms import IS_OPEN, Dropped, State
from training.domain.follow_up import IncomeBand, Outcome
from training.domain.screening import Finding
from training.domain.waiting_list import Standing

NOW = a_moment()


def accepted(**more):
    return an_enrolment(**more).settle(Standing.ACCEPTED, NOW)[0]


def who_came(*came):
    """Accepted, with a session for each of these."""
    enrolment = accepted()
    for each in came:
        enrolment, _ = enrolment.attend(a_session(), each, NOW, checks={})
    return enrolment


def completed(today=JUNE_14):
    return who_came(Came.ATTENDED).finish(1, POLICY, NOW, today)


def test_a_request_without_findings_has_a_place_or_waits_and_it_is_told():
    place, place_facts = an_enrolment().settle(Standing.ACCEPTED, NOW)
    waits, waits_facts = an_enrolment().settle(Standing.WAITLISTED, NOW)
    assert [each.to for each in place.history] == ["requested", "screened", "accepted"]
    assert isinstance(place_facts[0], events.EnrolmentConfirmed)
    assert waits.state is State.WAITLISTED
    assert isinstance(waits_facts[0], events.EnrolmentWaitlisted)


def test_a_rejection_says_why():
    rejected = an_enrolment().reject([Finding.NO_DEVICE], NOW)
    assert rejected.state is State.REJECTED
    assert rejected.findings == (Finding.NO_DEVICE,)
    assert rejected.history[-1].why == "no_device"


def test_who_moves_up_is_told_that_a_place_was_freed():
    waits, _ = an_enrolment().settle(Standing.WAITLISTED, NOW)
    moved, facts = waits.move_up(NOW)
    assert moved.state is State.ACCEPTED
    assert facts[0].why == "place_freed"


def test_withdrawing_needs_a_reason_that_stays_in_the_office():
    with pytest.raises(refusals.ReasonMissing):
        accepted().withdraw(" ", NOW)
    withdrawn, facts = accepted().withdraw("ibunya sakit", NOW)
    assert withdrawn.remarks[0].text == "ibunya sakit"
    assert "ibunya" not in repr(facts)
    assert "ibunya" not in repr(withdrawn.history)


@pytest.mark.parametrize("state", sorted(set(State) - IS_OPEN))
def test_only_who_has_a_place_or_waits_can_lose_it(state):
    with pytest.raises(refusals.EnrolmentNotInState):
        replace(accepted(), state=state).drop(Dropped.SUSPENDED, NOW)


def test_who_waited_in_vain_is_expired_and_others_are_dropped():
    waits, _ = an_enrolment().settle(Standing.WAITLISTED, NOW)
    assert waits.drop(Dropped.EXPIRED, NOW)[0].state is State.EXPIRED
    dropped, facts = accepted().drop(Dropped.REVOKED, NOW)
    assert dropped.state is State.DROPPED
    assert facts[0].why == "revoked"


def test_attending_begins_with_the_first_session_attended():
    absent, _ = accepted().attend(a_session(), Came.ABSENT, NOW, checks={})
    assert absent.state is State.ACCEPTED
    present, facts = absent.attend(a_session(), Came.ATTENDED, NOW, checks={})
    assert present.state is State.ATTENDING
    assert facts[0].state == "attended"


def test_who_fails_a_check_was_turned_away_not_absent():
    session = a_session(entry_checks=("antigen",))
    away, facts = accepted().attend(session, Came.ATTENDED, NOW, checks={"antigen": False})
    assert away.attendance[0].state is Came.TURNED_AWAY
    assert away.remarks[0].failed_checks == ("antigen",)
    assert "antigen" not in repr(facts)


def test_the_same_row_again_changes_nothing():
    session = a_session()
    once, _ = accepted().attend(session, Came.ATTENDED, NOW, checks={})
    assert once.attend(session, Came.ATTENDED, NOW, checks={}) == (once, ())


def test_a_correction_replaces_the_row_and_is_told():
    session = a_session()
    once, _ = accepted().attend(session, Came.ABSENT, NOW, checks={})
    corrected, facts = once.attend(session, Came.ATTENDED, NOW, checks={})
    assert [each.state for each in corrected.attendance] == [Came.ATTENDED]
    assert facts[0].state == "attended"


@pytest.mark.parametrize(
    ("came", "state"),
    [
        ("AAAAA", State.COMPLETED),
        ("AAAA-", State.COMPLETED),
        ("AAA--", State.INCOMPLETE),
        ("AAAE-", State.INCOMPLETE),
        ("AAAAT", State.COMPLETED),
        ("TTTTT", State.INCOMPLETE),
        ("", State.INCOMPLETE),
    ],
)
def test_completed_is_who_attended_four_of_five(came, state):
    told = {"A": Came.ATTENDED, "E": Came.EXCUSED, "T": Came.TURNED_AWAY, "-": Came.ABSENT}
    enrolment = who_came(*(told[each] for each in came))
    assert enrolment.finish(5, POLICY, NOW, JUNE_14).state is state


@given(st.lists(st.sampled_from(list(Came))), st.integers(0, 5))
def test_the_share_attended_lies_between_none_and_all(came, unrecorded):
    held = len(came) + unrecorded
    share = share_attended(who_came(*came).attendance, held)
    assert 0 <= share <= 1
    assert share == (Fraction(came.count(Came.ATTENDED), held) if held else 0)


def test_nobody_completes_twice():
    with pytest.raises(refusals.EnrolmentNotInState):
        completed().finish(1, POLICY, NOW, JUNE_14)


def test_a_certificate_is_for_who_completed():
    certified, facts = completed().certify("SERT-BIMKER/0001/2021", NOW, JUNE_14)
    assert certified.state is State.CERTIFIED
    assert facts[0].number == certified.certificate.number
    with pytest.raises(refusals.EnrolmentNotInState):
        who_came(Came.ABSENT).certify("SERT-BIMKER/0002/2021", NOW, JUNE_14)


def test_certificates_are_numbered_one_after_another():
    series, numbers = Series(id=uuid4(), office_id="x", year=2021), []
    for _ in range(3):
        series, number = series.next()
        numbers.append(number)
    assert numbers == [f"SERT-BIMKER/000{n}/2021" for n in (1, 2, 3)]


def test_what_came_of_it_is_asked_after_30_90_and_180_days():
    enrolment = completed(today=day("2021-06-18"))
    assert [each.due for each in enrolment.follow_ups] == [
        day("2021-07-18"),
        day("2021-09-16"),
        day("2021-12-15"),
    ]
    assert enrolment.next_follow_up == day("2021-07-18")


def test_a_follow_up_is_told_on_its_day_and_once():
    enrolment = completed()
    before, none = enrolment.tell_follow_ups(JUNE_14 + timedelta(29))
    assert (before, none) == (enrolment, ())
    told, facts = enrolment.tell_follow_ups(JUNE_14 + timedelta(30))
    assert [(each.after_days, each.on) for each in facts] == [(30, JUNE_14 + timedelta(30))]
    assert told.tell_follow_ups(JUNE_14 + timedelta(30)) == (told, ())


def test_days_that_were_not_run_are_made_up_for():
    told, facts = completed().tell_follow_ups(JUNE_14 + timedelta(400))
    assert [each.after_days for each in facts] == [30, 90, 180]
    assert told.next_follow_up is None


def test_an_outcome_is_told_without_the_income():
    recorded, facts = completed().record_outcome(
        30, Outcome.OWN_BUSINESS, JUNE_14, NOW, income=IncomeBand.FROM_1M, note="jual kue"
    )
    assert recorded.follow_ups[0].outcome is Outcome.OWN_BUSINESS
    assert recorded.remarks[-1].income is IncomeBand.FROM_1M
    assert facts[0].outcome == "own_business"
    assert "1m" not in repr(facts)
    assert "kue" not in repr(facts)


def test_who_has_answered_is_not_asked_again():
    recorded, _ = completed().record_outcome(30, Outcome.NONE, JUNE_14, NOW)
    assert recorded.next_follow_up == JUNE_14 + timedelta(90)


def test_only_a_planned_follow_up_of_who_completed_has_an_outcome():
    with pytest.raises(refusals.FollowUpUnknown):
        completed().record_outcome(31, Outcome.WORKS, JUNE_14, NOW)
    with pytest.raises(refusals.EnrolmentNotInState):
        accepted().record_outcome(30, Outcome.WORKS, JUNE_14, NOW)
