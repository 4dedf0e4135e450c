"""Misses in a row, and the draft proposal that they lead to (R16)."""

from uuid import UUID

from chassis.ids import new_id
from supervision.domain.case import SupervisionCase
from supervision.domain.policies import Kind
from supervision.domain.proposal import RevocationProposal, State, draft_for_misses
from supervision.domain.streak import misses_in_a_row
from supervision.unit import Unit


def reckoned(unit: Unit, case: SupervisionCase, kind: Kind) -> SupervisionCase:
    """The case with its misses in a row of this kind, reckoned from all its windows.

    With the draft that they open, if any. The case is for the caller to save.
    """
    row = misses_in_a_row(unit.obligations.outcomes_of(case.id, kind), kind)
    counted = case.missed_in_a_row({kind: len(row)})
    draft = draft_for_misses(
        counted,
        tuple(each.id for each in row),
        unit.policy_of(case),
        id=new_id(),
        today=unit.today,
    )
    if draft is None:
        return counted
    unit.proposals.add(draft)
    unit.history.note(
        "revocation-drafted",
        case.person_id,
        unit.today,
        proposal_id=draft.id,
        case_id=case.id,
        ground=draft.ground,
        kind=kind,
        misses=len(row),
    )
    return counted.with_proposal(draft.id)


def without_disproved_draft(unit: Unit, case: SupervisionCase, met: UUID) -> SupervisionCase:
    """The case without the draft that rests on a meeting which was held after all."""
    if case.open_proposal is None:
        return case
    proposal = unit.proposals.get(case.open_proposal)
    if proposal.state is not State.DRAFT or met not in proposal.evidence:
        return case
    withdraw_draft(unit, proposal)
    return case.without_proposal()


def withdraw_draft(unit: Unit, draft: RevocationProposal) -> None:
    """Nobody stands by it any more."""
    unit.proposals.save(draft.withdraw())
    unit.history.note(
        "revocation-draft-withdrawn",
        draft.person_id,
        unit.today,
        proposal_id=draft.id,
        case_id=draft.case_id,
    )
