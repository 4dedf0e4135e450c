"""Sessions: held on their day or later, cancelled before, with every entry check told of."""

from datetime import timedelta

import pytest
from training_builders import JUNE_14, a_session

from training.domain import refusals
from training.domain.session import State


def test_attendance_is_recorded_on_the_sessions_day_or_later():
    session = a_session(on=JUNE_14)
    with pytest.raises(refusals.NotYetHeld):
        session.hold(JUNE_14 - timedelta(1))
    assert session.hold(JUNE_14).state is State.HELD
    assert session.hold(JUNE_14 + timedelta(3)).hold(JUNE_14 + timedelta(4)).state is State.HELD


def test_a_cancelled_session_is_not_held_and_a_held_one_not_cancelled():
    cancelled, facts = a_session().cancel()
    assert facts[0].session_id == cancelled.id
    with pytest.raises(refusals.SessionNotInState):
        cancelled.hold(JUNE_14)
    with pytest.raises(refusals.SessionNotInState):
        a_session().hold(JUNE_14).cancel()


def test_each_entry_check_is_told_of_and_no_other():
    session = a_session(entry_checks=("antigen", "suhu"))
    session.check_checks({"antigen", "suhu"})
    with pytest.raises(refusals.ChecksMissing):
        session.check_checks({"antigen"})
    with pytest.raises(refusals.ChecksUnknown):
        session.check_checks({"antigen", "suhu", "masker"})
