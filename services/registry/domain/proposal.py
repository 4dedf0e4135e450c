"""A proposal to revoke, as it waits for the head of office (R16)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from registry import events
from registry.domain import refusals
from registry.domain.act import Act


class ProposalState(StrEnum):
    PENDING = "pending"
    DECIDED = "decided"


class Outcome(StrEnum):
    SUSPENDED = "suspended"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the head of office decided, on which day, and when that was recorded."""

    outcome: Outcome
    on: date
    reason: str
    decree_number: str | None
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`id` is supervision's. `grounds`: the code of the condition that was broken."""

    id: UUID
    office_id: str
    version: int = 0
    order_id: UUID
    person_id: UUID
    grounds: str
    proposed_by: str | None
    received_at: datetime
    state: ProposalState = ProposalState.PENDING
    decision: Decision | None = None

    def decide(
        self, outcome: Outcome, *, on: date, reason: str, decree_number: str | None, act: Act
    ) -> tuple[Self, tuple[events.ProposalRejected, ...]]:
        """Decided once, and not by who proposed it. What a suspension means the order says."""
        if self.state is not ProposalState.PENDING:
            raise refusals.ProposalDecided(state=self.state.value)
        if act.by == self.proposed_by:
            raise refusals.OwnProposal()
        if on > act.today:
            raise refusals.DatedInFuture(field="on", on=on.isoformat(), today=act.today.isoformat())
        decision = Decision(
            outcome=outcome,
            on=on,
            reason=reason,
            decree_number=decree_number,
            by=act.by,
            recorded_at=act.at,
        )
        decided = replace(self, state=ProposalState.DECIDED, decision=decision)
        return decided, self._rejected(on) if outcome is Outcome.REJECTED else ()

    def _rejected(self, on: date) -> tuple[events.ProposalRejected, ...]:
        return (
            events.ProposalRejected(
                proposal_id=self.id, order_id=self.order_id, person_id=self.person_id, on=on
            ),
        )
