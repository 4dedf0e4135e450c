"""Who is told of what, from when, and who lets that be."""

from datetime import timedelta

import pytest
from agencies_builders import (
    JUNE_1,
    JUNE_2,
    KEJARI,
    a_case,
    a_proposal,
    a_subscription,
    of_everything,
)
from hypothesis import given
from hypothesis import strategies as some

from agencies.domain import refusals
from agencies.domain.catalogue import KINDS
from agencies.domain.subscription import Cases, State

SUSPENDED = "registry.order-suspended"


def test_its_own_cases_belong_to_an_agency():
    assert a_subscription().covers(SUSPENDED, a_case(), JUNE_2)


@pytest.mark.parametrize("prosecutor", ["kejaksaan-negeri-bogor", None])
def test_no_other_case_does(prosecutor):
    assert not a_subscription().covers(SUSPENDED, a_case(prosecutor), JUNE_2)


def test_no_other_kind_does():
    assert not a_subscription("registry.order-registered").covers(SUSPENDED, a_case(), JUNE_2)


def test_what_happened_before_the_approval_does_not_belong_to_it():
    assert not a_subscription().covers(SUSPENDED, a_case(), JUNE_1 - timedelta(seconds=1))
    assert a_subscription().covers(SUSPENDED, a_case(), JUNE_1)


def test_nothing_belongs_to_a_proposal():
    assert not a_proposal().covers(SUSPENDED, a_case(), JUNE_2)


def test_nothing_more_belongs_to_one_that_has_ended():
    ended = a_subscription().end(by="head", at=JUNE_2, reason="perkara selesai")
    assert not ended.covers(SUSPENDED, a_case(), JUNE_2)


def test_what_is_its_own_goes_on_being_so_while_its_queue_takes_nothing():
    assert a_subscription().broken().covers(SUSPENDED, a_case(), JUNE_2)


@given(kind=some.sampled_from(KINDS), prosecutor=some.sampled_from([None, KEJARI, "other"]))
def test_who_is_told_of_all_cases_is_told_whichever_they_are(kind, prosecutor):
    assert of_everything().covers(kind, a_case(prosecutor), JUNE_2)


def test_the_head_approves_and_it_begins_then():
    approved = a_proposal(by="operator").approve(by="head", at=JUNE_2)
    assert (approved.state, approved.approved_by, approved.since) == (State.ACTIVE, "head", JUNE_2)


def test_nobody_approves_what_he_proposed():
    with pytest.raises(refusals.OwnProposal):
        a_proposal(by="head").approve(by="head", at=JUNE_2)


@pytest.mark.parametrize("step", ["approve", "end", "given_access", "taken_back"])
def test_one_that_has_ended_stays_so(step):
    ended = a_subscription().end(by="head", at=JUNE_2, reason="selesai")
    arguments = {"approve": {"by": "head", "at": JUNE_2}, "end": {"by": "x", "at": JUNE_2}}
    if step == "taken_back":
        assert ended.taken_back().state is State.ENDED
        return
    more = {"reason": "lagi"} if step == "end" else {}
    with pytest.raises(refusals.SubscriptionNotInState):
        getattr(ended, step)(**arguments.get(step, {}), **more)


def test_a_queue_that_breaks_after_the_end_changes_nothing():
    ended = a_subscription().end(by="head", at=JUNE_2, reason="selesai")
    assert ended.broken() is ended
    assert ended.mended() is ended


def test_a_queue_that_takes_again_is_mended():
    assert a_subscription().broken().mended().state is State.ACTIVE


def test_own_cases_need_the_prosecutor_by_whom_they_are_known():
    with pytest.raises(refusals.ProsecutorMissing):
        a_proposal(prosecutor=None)


def test_all_cases_need_none():
    with pytest.raises(refusals.ProsecutorNotMeant):
        a_proposal(cases=Cases.ALL)


def test_what_is_of_no_case_is_nobodys_own():
    with pytest.raises(refusals.KindNotOfACase) as refused:
        a_proposal("registry.order-*", "training.certificate-issued")
    assert refused.value.facts["kinds"] == "training.certificate-issued"


def test_two_subscriptions_never_share_a_queue():
    assert a_proposal().queue != a_proposal().queue
