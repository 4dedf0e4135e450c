"""The proposal to revoke: drafted by rule, submitted by an officer, decided by the head (R16)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from supervision import events
from supervision.domain import refusals
from supervision.domain.case import SupervisionCase
from supervision.domain.policies import Policy
from supervision.domain.streak import reaches_threshold


class Ground(StrEnum):
    """Which condition was broken: general (U), or special (K)."""

    NEW_OFFENCE = "U1"
    UNREST = "K1"
    NOT_REPORTING = "K2"
    MOVED_UNTOLD = "K3"
    PROGRAMME_LEFT = "K4"
    AREA_LEFT = "K5"


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    SUSPENDED = "suspended"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the head of office decided; `by` where it is known here who that was."""

    outcome: Outcome
    by: str | None = None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationProposal:
    """Why an order should be revoked for a time. `evidence`: the ids of missed obligations.

    Drafted by rule (`drafted_by` None), or by an officer with a `reason`, which never leaves
    the office. `officer_id`: who answers for the case.
    """

    id: UUID
    office_id: str
    version: int = 0
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    ground: Ground
    evidence: tuple[UUID, ...]
    drafted_on: date
    drafted_by: str | None = None
    reason: str | None = None
    state: State = State.DRAFT
    proposed_by: str | None = None
    submitted_on: date | None = None
    decision: Decision | None = None

    def submit(
        self, *, by: str, on: date, still_missed: Collection[UUID]
    ) -> tuple[Self, tuple[events.RevocationProposed, ...]]:
        """An officer stands by it. Every miss that it rests on must still be one."""
        self._check_state(State.DRAFT)
        disproved = [each for each in self.evidence if each not in still_missed]
        if disproved or (self.ground is Ground.NOT_REPORTING and not self.evidence):
            raise refusals.EvidenceMissing(field="evidence", disproved=len(disproved))
        submitted = replace(self, state=State.SUBMITTED, proposed_by=by, submitted_on=on)
        return submitted, (
            events.RevocationProposed(
                proposal_id=self.id,
                case_id=self.case_id,
                order_id=self.case_id,
                person_id=self.person_id,
                grounds=self.ground,
                proposed_by=by,
            ),
        )

    def decide(self, decision: Decision) -> Self:
        """What the head of office decided; nobody decides what he proposed."""
        self._check_state(State.SUBMITTED)
        if decision.by is not None and decision.by == self.proposed_by:
            raise refusals.OwnProposal(field="by")
        return replace(self, state=State.DECIDED, decision=decision)

    def withdraw(self) -> Self:
        """A draft whose evidence was disproved, or whose order has ended, is taken back."""
        self._check_state(State.DRAFT)
        return replace(self, state=State.WITHDRAWN)

    def entrusted_to(self, officer_id: UUID) -> Self:
        """Another officer answers for the case."""
        return replace(self, officer_id=officer_id)

    def _check_state(self, needed: State) -> None:
        if self.state is not needed:
            raise refusals.ProposalNotInState(state=self.state.value, needed=needed.value)


def draft_for_misses(
    case: SupervisionCase, misses: tuple[UUID, ...], policy: Policy, *, id: UUID, today: date
) -> RevocationProposal | None:
    """The draft that misses in a row open, for an officer to stand by; they are its evidence.

    None below the threshold, while another proposal is under way, and when not under supervision.
    """
    may_be_opened = case.is_active and case.open_proposal is None
    if not may_be_opened or not reaches_threshold(len(misses), policy):
        return None
    return RevocationProposal(
        id=id,
        office_id=case.office_id,
        case_id=case.id,
        person_id=case.person_id,
        officer_id=case.officer_id,
        ground=Ground.NOT_REPORTING,
        evidence=misses,
        drafted_on=today,
    )
