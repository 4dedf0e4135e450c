"""Proposals of revocation: the software drafts, an officer proposes, another decides."""

from uuid import uuid4

import pytest
from supervision_builders import ASIMILASI, a_case, day

from supervision.domain import refusals
from supervision.domain.proposal import (
    Decision,
    Ground,
    Outcome,
    RevocationProposal,
    State,
    draft_for_misses,
)

MISSES = (uuid4(), uuid4(), uuid4())
TODAY = day("2021-06-30")


def a_draft(evidence=MISSES, ground=Ground.NOT_REPORTING):
    return RevocationProposal(
        id=uuid4(),
        office_id="jakarta-timur-utara",
        case_id=uuid4(),
        person_id=uuid4(),
        officer_id=uuid4(),
        ground=ground,
        evidence=evidence,
        drafted_on=TODAY,
    )


def drafted(case, misses=MISSES):
    return draft_for_misses(case, misses, ASIMILASI, id=uuid4(), today=TODAY)


def test_the_third_miss_in_a_row_opens_a_draft_that_rests_on_the_three():
    case = a_case()
    draft = drafted(case)
    assert (draft.ground, draft.evidence, draft.state) == (
        Ground.NOT_REPORTING,
        MISSES,
        State.DRAFT,
    )
    assert (draft.case_id, draft.proposed_by) == (case.id, None)
    assert drafted(case, MISSES[:2]) is None


def test_no_draft_is_opened_beside_another_nor_for_who_is_not_under_supervision():
    assert drafted(a_case().with_proposal(uuid4())) is None
    assert drafted(a_case().suspend()) is None


def submitted(by="pk-1"):
    return a_draft().submit(by=by, on=TODAY, still_missed=MISSES)


def test_a_submitted_proposal_names_its_ground_and_its_order():
    proposal, facts = submitted()
    assert proposal.state is State.SUBMITTED
    assert facts[0].grounds == "K2"
    assert facts[0].order_id == proposal.case_id
    assert facts[0].proposal_id == proposal.id
    assert facts[0].proposed_by == "pk-1"


def test_a_draft_whose_evidence_was_disproved_is_not_submitted():
    with pytest.raises(refusals.EvidenceMissing):
        a_draft().submit(by="pk-1", on=TODAY, still_missed=MISSES[:2])


def test_not_reporting_is_not_proposed_without_a_miss():
    with pytest.raises(refusals.EvidenceMissing):
        a_draft(evidence=()).submit(by="pk-1", on=TODAY, still_missed=())


def test_a_new_offence_is_proposed_without_any_miss():
    proposal, _ = a_draft((), Ground.NEW_OFFENCE).submit(by="pk-1", on=TODAY, still_missed=())
    assert proposal.state is State.SUBMITTED


def test_nobody_decides_what_he_proposed():
    proposal, _ = submitted(by="pk-1")
    with pytest.raises(refusals.OwnProposal):
        proposal.decide(Decision(outcome=Outcome.SUSPENDED, by="pk-1", on=TODAY))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_another_decides(outcome):
    proposal, _ = submitted()
    decided = proposal.decide(Decision(outcome=outcome, by="kepala", on=TODAY))
    assert (decided.state, decided.decision.outcome) == (State.DECIDED, outcome)


def test_a_draft_is_not_decided_and_a_submitted_one_not_submitted_again():
    with pytest.raises(refusals.ProposalNotInState):
        a_draft().decide(Decision(outcome=Outcome.REJECTED, by="kepala", on=TODAY))
    with pytest.raises(refusals.ProposalNotInState):
        submitted()[0].submit(by="pk-1", on=TODAY, still_missed=MISSES)


def test_only_a_draft_is_withdrawn():
    assert a_draft().withdraw().state is State.WITHDRAWN
    with pytest.raises(refusals.ProposalNotInState):
        submitted()[0].withdraw()
