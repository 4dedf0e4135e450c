"""A programme's way: proposed, planned, approved, open, and what it needs for each step."""

from datetime import timedelta
from uuid import uuid4

import pytest
from training_builders import JUNE_14, a_moment, a_partner, a_programme, a_roll, a_session

from training import events
from training.domain import refusals
from training.domain.budget import BudgetLine, Source
from training.domain.flags import Flag, flags
from training.domain.offer import Mode
from training.domain.programme import Instructor, State

BY_HEAD = a_moment(by="kepala")
FLOUR = BudgetLine(what="Bahan", source=Source.DIPA, planned=750_000)


def test_a_proposal_with_dates_and_an_answer_about_money_is_planned():
    proposal = a_programme(starts=None, ends=None, no_cost=False)
    dated = proposal.change(a_moment(), starts=JUNE_14, ends=JUNE_14)
    assert dated.state is State.PROPOSED
    assert dated.change(a_moment(), no_cost=True).state is State.PLANNED
    assert dated.change(a_moment(), budget=(FLOUR,)).state is State.PLANNED


def test_the_head_approves_what_is_planned_and_it_is_told():
    approved, facts = a_programme(State.PLANNED).approve(BY_HEAD)
    assert approved.state is State.APPROVED
    assert approved.history[-1].by == "kepala"
    assert [type(each) for each in facts] == [events.ProgrammeApproved]


def test_nobody_approves_what_he_proposed():
    planned = a_programme(State.PLANNED, proposed_by="kepala")
    with pytest.raises(refusals.OwnProposal):
        planned.approve(BY_HEAD)


def test_a_bare_proposal_is_not_approved():
    with pytest.raises(refusals.ProgrammeNotInState) as refused:
        a_programme(State.PROPOSED).approve(BY_HEAD)
    assert refused.value.facts == {"state": "proposed", "needed": "planned"}


@pytest.mark.parametrize(
    ("lacks", "change", "sessions"),
    [
        ("session", {}, []),
        ("instructor_or_partner", {"partner_ids": ()}, [a_session()]),
        ("place_or_link", {}, [a_session(place=None)]),
        ("place_or_link", {}, [a_session(), a_session(place="")]),
        ("place_or_link", {}, [a_session(mode=Mode.ONLINE, place="Aula Bapas")]),
        ("place_or_link", {}, [a_session(mode=Mode.HYBRID)]),
        ("budget_or_no_cost", {"no_cost": False}, [a_session()]),
    ],
)
def test_it_is_not_opened_while_something_is_missing(lacks, change, sessions):
    approved = a_programme(State.APPROVED, **change)
    with pytest.raises(refusals.NotReadyToOpen) as refused:
        approved.open(a_moment(), sessions=sessions, roll_id=uuid4())
    assert refused.value.facts == {"missing": lacks}


@pytest.mark.parametrize(
    ("change", "session"),
    [
        ({}, a_session()),
        ({}, a_session(place=None, room_id=uuid4())),
        ({"partner_ids": (), "instructors": (Instructor(name="Dewi"),)}, a_session()),
        ({"no_cost": False, "budget": (FLOUR,)}, a_session()),
        ({}, a_session(mode=Mode.ONLINE, place=None, link="https://rapat.example.id/boga")),
    ],
)
def test_it_opens_when_nothing_is_missing(change, session):
    roll_id = uuid4()
    opened, facts = a_programme(State.APPROVED, **change).open(
        a_moment(), sessions=[session], roll_id=roll_id
    )
    assert (opened.state, opened.roll_id) == (State.OPEN, roll_id)
    assert facts[0].places == 10


def test_a_cancelled_session_is_none():
    approved = a_programme(State.APPROVED)
    cancelled, _ = a_session().cancel()
    assert approved.missing_to_open([cancelled]) == ("session",)


def test_an_approved_plan_is_fixed_but_its_arrangements_are_not():
    approved = a_programme(State.APPROVED)
    with pytest.raises(refusals.PlanFixed) as refused:
        approved.change(a_moment(), ends=JUNE_14 + timedelta(9))
    assert refused.value.field == "ends"
    changed = approved.change(a_moment(), instructors=(Instructor(name="Dewi"),), places=12)
    assert (changed.places, changed.instructors[0].name) == (12, "Dewi")


def test_saying_again_what_was_approved_changes_nothing():
    approved = a_programme(State.APPROVED)
    assert approved.change(a_moment(), ends=approved.ends) == approved


def test_a_postponed_programme_is_planned_and_approved_again():
    postponed, facts = a_programme(State.OPEN).postpone(" pengajar sakit ", a_moment())
    assert postponed.state is State.PLANNED
    assert postponed.history[-1].why == "pengajar sakit"
    assert isinstance(facts[0], events.ProgrammePostponed)
    assert postponed.approve(BY_HEAD)[0].state is State.APPROVED


@pytest.mark.parametrize("state", [State.COMPLETED, State.EVALUATED, State.CANCELLED])
def test_what_is_over_is_neither_changed_nor_cancelled(state):
    over = a_programme(state)
    with pytest.raises(refusals.ProgrammeNotInState):
        over.change(a_moment(), title="Lain")
    with pytest.raises(refusals.ProgrammeNotInState):
        over.cancel("tidak jadi", a_moment())


@pytest.mark.parametrize("step", ["cancel", "postpone"])
def test_taking_it_back_needs_a_reason(step):
    with pytest.raises(refusals.ReasonMissing):
        getattr(a_programme(State.OPEN), step)("  ", a_moment())


def test_it_runs_is_completed_and_evaluated():
    running = a_programme(State.OPEN).close_enrolment(a_moment()).begin(a_moment())
    completed, facts = running.complete(a_moment())
    evaluated = completed.evaluate("Perlu dua oven.", a_moment())
    assert isinstance(facts[0], events.ProgrammeCompleted)
    assert (evaluated.state, evaluated.evaluation) == (State.EVALUATED, "Perlu dua oven.")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"ends": JUNE_14 - timedelta(1)}, refusals.EndBeforeStart),
        ({"places": 4, "minimum": 5}, refusals.FewerThanMinimum),
        ({"no_cost": True, "budget": (FLOUR,)}, refusals.CostsSomething),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(change, refusal):
    with pytest.raises(refusal):
        a_programme().change(a_moment(), **change)


def test_a_session_lies_on_a_day_of_the_programme():
    programme = a_programme()
    programme.check_session(programme.ends, Mode.OFFLINE)
    with pytest.raises(refusals.OutsideProgramme):
        programme.check_session(programme.ends + timedelta(1), Mode.OFFLINE)
    with pytest.raises(refusals.OutsideProgramme):
        a_programme(starts=None, ends=None).check_session(JUNE_14, Mode.OFFLINE)


def test_only_a_hybrid_programme_has_sessions_of_other_modes():
    a_programme(mode=Mode.HYBRID).check_session(JUNE_14, Mode.ONLINE)
    with pytest.raises(refusals.ModeDoesNotFit):
        a_programme().check_session(JUNE_14, Mode.ONLINE)


def test_a_partner_without_paper_is_flagged_not_refused():
    programme = a_programme(State.PLANNED)
    assert flags(programme, [a_partner(agreement=None)], None) == (Flag.PARTNER_WITHOUT_AGREEMENT,)
    assert flags(programme, [a_partner()], None) == ()


def test_too_few_people_are_flagged_once_enrolment_is_closed():
    few = a_roll(places=10, accepted=3)
    assert flags(a_programme(State.OPEN, minimum=5), [], few) == ()
    closed = a_programme(State.CLOSED_ENROLMENT, minimum=5)
    assert flags(closed, [], few) == (Flag.BELOW_MINIMUM,)
    assert flags(closed, [], a_roll(places=10, accepted=5)) == ()


def test_money_is_spent_on_lines_of_an_approved_budget():
    approved = a_programme(State.APPROVED, no_cost=False, budget=(FLOUR,))
    spent = approved.spend({1: 800_000})
    assert spent.budget[0].spent == 800_000
    assert flags(spent, [], None) == (Flag.OVERSPENT,)
    with pytest.raises(refusals.BudgetLineUnknown):
        approved.spend({2: 1})
    with pytest.raises(refusals.ProgrammeNotInState):
        a_programme(State.PLANNED, no_cost=False, budget=(FLOUR,)).spend({1: 1})
