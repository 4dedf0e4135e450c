"""A case: begun with or without a telephone, told when late, never two visits at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from supervision_builders import ASIMILASI, CALENDAR, a_case, day

from chassis.store import from_document, to_document
from supervision import events
from supervision.domain import refusals
from supervision.domain.assignment import Choice
from supervision.domain.case import State, SupervisionCase
from supervision.domain.obligation import Obligation
from supervision.domain.obligation import State as Owed
from supervision.domain.policies import Kind
from supervision.domain.scheduling import owe_until

DUE = day("2021-06-07")
DAY_AFTER = day("2021-06-08")


def a_choice(caseload=10):
    return Choice(officer_id=uuid4(), reasons=(), caseload=caseload, limit=60)


def owed_until(case, before):
    return owe_until(day(before), case, ASIMILASI, CALENDAR, uuid4)


def test_a_client_without_a_telephone_is_supervised_from_the_orders_first_day():
    case = a_case(phone_known=False, kecamatan=None)
    assert case.state is State.ACTIVE
    _, owed = owed_until(case, "2021-06-04")
    assert {each.window_start for each, _ in owed} == {case.start}


def test_the_first_contact_is_due_two_working_days_after_the_handover():
    assert a_case(handed_over=day("2021-06-03")).start_due == DUE


def test_a_start_is_overdue_from_the_day_after_and_told_once_without_any_officer():
    case = a_case()
    assert case.tell_start_overdue(DUE) == (case, ())
    told, facts = case.tell_start_overdue(DAY_AFTER)
    assert facts == (
        events.StartOverdue(case_id=case.id, person_id=case.person_id, officer_id=None, due=DUE),
    )
    assert told.tell_start_overdue(DAY_AFTER) == (told, ())


def test_after_a_first_contact_no_start_is_overdue():
    started, facts = a_case().first_contact(DUE)
    assert facts[0].in_time is True
    assert not started.is_start_overdue(DAY_AFTER)
    assert started.first_contact(DAY_AFTER) == (started, ())


def test_a_suspended_case_is_not_overdue():
    assert not a_case().suspend().is_start_overdue(DAY_AFTER)


def test_beyond_the_limit_a_case_is_assigned_and_the_supervisor_told():
    _, within = a_case().assign(a_choice(60))
    _, beyond = a_case().assign(a_choice(61))
    assert [type(each) for each in within] == [events.OfficerAssigned]
    assert [type(each) for each in beyond] == [events.OfficerAssigned, events.CaseloadExceeded]


def test_there_is_never_a_second_visit_or_proposal():
    case = a_case().with_visit(uuid4()).with_proposal(uuid4())
    with pytest.raises(refusals.VisitAlreadyOpen):
        case.with_visit(uuid4())
    with pytest.raises(refusals.ProposalAlreadyOpen):
        case.with_proposal(uuid4())
    assert case.without_visit().with_visit(uuid4()).without_proposal().open_proposal is None


@pytest.mark.parametrize("change", ["suspend", "finish", "transfer"])
def test_a_case_not_in_force_owes_nothing_and_opens_nothing(change):
    case = getattr(a_case(), change)()
    with pytest.raises(refusals.CaseNotActive):
        owed_until(case, "2021-08-01")
    with pytest.raises(refusals.CaseNotActive):
        case.with_visit(uuid4())
    with pytest.raises(refusals.CaseNotActive):
        case.with_proposal(uuid4())
    assert getattr(case, change)() == case


@pytest.mark.parametrize("ended", ["finish", "transfer"])
def test_what_has_ended_neither_is_suspended_nor_comes_back(ended):
    case = getattr(a_case(), ended)()
    with pytest.raises(refusals.CaseNotActive):
        case.suspend()
    with pytest.raises(refusals.CaseNotActive):
        case.reinstate(DAY_AFTER)


def test_after_an_annulled_revocation_windows_are_owed_again_from_that_day():
    case, _ = owed_until(a_case(), "2021-08-01")
    back = case.suspend().reinstate(day("2021-07-01"))
    _, owed = owed_until(back, "2021-07-08")
    assert [each.window_start for each, _ in owed if each.kind is Kind.WEEKLY_REMOTE] == [
        day("2021-07-01")
    ]
    assert back.reinstate(day("2021-06-10")) == back


@given(weeks=st.lists(st.integers(0, 30), min_size=1, max_size=5))
def test_scheduling_again_and_again_owes_each_window_exactly_once(weeks):
    case, owed = a_case(), []
    for each in weeks:
        case, more = owe_until(case.start + timedelta(weeks=each), case, ASIMILASI, CALENDAR, uuid4)
        owed += [(obligation.kind, obligation.window_start) for obligation, _ in more]
    _, at_once = owe_until(
        case.start + timedelta(weeks=max(weeks)), a_case(), ASIMILASI, CALENDAR, uuid4
    )
    assert sorted(owed) == sorted((each.kind, each.window_start) for each, _ in at_once)


def test_a_scheduled_obligation_is_told_as_it_is():
    _, owed = owed_until(a_case(), "2021-06-04")
    for obligation, fact in owed:
        assert fact.obligation_id == obligation.id
        assert (fact.kind, fact.due) == (obligation.kind, obligation.due)
        assert obligation.state is Owed.SCHEDULED


def test_a_case_and_its_obligations_are_read_as_they_were_kept():
    case, owed = owed_until(a_case().missed_in_a_row({Kind.WEEKLY_REMOTE: 2}), "2021-06-04")
    assert from_document(to_document(case), SupervisionCase) == case
    assert from_document(to_document(owed[0][0]), Obligation) == owed[0][0]
