"""The head decides what others propose, once (R16)."""

import pytest
from register_builders import OFFICE, an_act, an_order, day

from chassis.ids import new_id
from registry.domain.proposal import Outcome, Proposal, ProposalState
from registry.domain.refusals import DatedInFuture, OwnProposal, ProposalDecided
from registry.events import ProposalRejected


def a_proposal(by="officer"):
    order = an_order()
    return Proposal(
        id=new_id(),
        office_id=OFFICE,
        order_id=order.id,
        person_id=order.person_id,
        grounds="K2",
        proposed_by=by,
        received_at=an_act().at,
    )


def decide(proposal, outcome=Outcome.REJECTED, *, on="2021-12-06", by="head", today="2021-12-06"):
    return proposal.decide(
        outcome,
        on=day(on),
        reason="cukup diperingatkan",
        decree_number=None,
        act=an_act(today, by=by),
    )


def test_a_rejection_is_told_and_a_suspension_is_the_orders_to_tell():
    proposal = a_proposal()
    decided, told = decide(proposal)
    assert decided.state is ProposalState.DECIDED
    assert [type(each) for each in told] == [ProposalRejected]
    assert decide(proposal, Outcome.SUSPENDED)[1] == ()


def test_nobody_decides_what_he_proposed():
    with pytest.raises(OwnProposal):
        decide(a_proposal(by="head"))


def test_a_proposal_is_decided_once():
    decided, _ = decide(a_proposal())
    with pytest.raises(ProposalDecided) as refused:
        decide(decided)
    assert refused.value.conflict


def test_a_decision_is_not_dated_in_the_future():
    with pytest.raises(DatedInFuture):
        decide(a_proposal(), on="2021-12-07")
