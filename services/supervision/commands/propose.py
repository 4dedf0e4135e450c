"""Proposals of revocation: drafted by an officer, or by rule and stood by (R16)."""

from dataclasses import dataclass
from uuid import UUID

from chassis.ids import new_id
from supervision.domain.case import SupervisionCase
from supervision.domain.leave import leave
from supervision.domain.obligation import State
from supervision.domain.policies import Kind
from supervision.domain.proposal import Ground, RevocationProposal
from supervision.domain.streak import misses_in_a_row
from supervision.own_case import check_own
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProposal:
    case_id: UUID
    ground: Ground
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitProposal:
    proposal_id: UUID
    version: int | None = None


def draft_proposal(unit: Unit, order: DraftProposal) -> RevocationProposal:
    """A draft with an officer's reason; for not reporting, the misses in a row are its evidence."""
    case = unit.cases.get(order.case_id)
    check_own(unit.actor, case)
    draft = RevocationProposal(
        id=new_id(),
        office_id=case.office_id,
        case_id=case.id,
        person_id=case.person_id,
        officer_id=case.officer_id,
        ground=order.ground,
        evidence=_misses(unit, case) if order.ground is Ground.NOT_REPORTING else (),
        drafted_on=unit.today,
        drafted_by=unit.actor.id,
        reason=leave(order.reason, unit.actor.id).reason,
    )
    unit.cases.save(case.with_proposal(draft.id))
    unit.history.note(
        "revocation-drafted",
        case.person_id,
        unit.today,
        proposal_id=draft.id,
        case_id=case.id,
        ground=draft.ground,
        misses=len(draft.evidence),
    )
    return unit.proposals.add(draft)


def submit_proposal(unit: Unit, order: SubmitProposal) -> RevocationProposal:
    """An officer stands by it: it goes to the head of office, with misses that still are misses."""
    proposal = unit.proposals.get(order.proposal_id, order.version)
    case = unit.cases.get(proposal.case_id)
    check_own(unit.actor, case)
    case.check_active()
    evidence = unit.obligations.get_many(proposal.evidence)
    still_missed = {id for id, each in evidence.items() if each.state is State.MISSED}
    submitted, happened = proposal.submit(
        by=unit.actor.id, on=unit.today, still_missed=still_missed
    )
    saved = unit.proposals.save(submitted)
    unit.publish(*happened)
    return saved


def _misses(unit: Unit, case: SupervisionCase) -> tuple[UUID, ...]:
    return tuple(
        each.id
        for kind in Kind
        for each in misses_in_a_row(unit.obligations.outcomes_of(case.id, kind), kind)
    )
