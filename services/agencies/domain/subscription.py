"""A subscription: which agency is told of what, from when, and who approved that (R7, R36)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from agencies.domain import refusals
from agencies.domain.case import Case
from agencies.domain.catalogue import OF_A_CASE, expand


class State(StrEnum):
    """`broken`: the agency's queue takes nothing; what is its own waits until it does again."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    BROKEN = "broken"
    ENDED = "ended"


class Cases(StrEnum):
    """`own`: those that name the agency as their prosecutor's office; `all` of the office."""

    OWN = "own"
    ALL = "all"


OPEN = (State.PROPOSED, State.ACTIVE, State.BROKEN)
FLOWING = (State.ACTIVE, State.BROKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """`agency` is a code, `name` what people call it. `sequence` counts what belongs to it.

    `has_access`: it was given a queue or an account, which are taken back when it has ended.
    """

    id: UUID
    office_id: str
    version: int = 0
    agency: str
    name: str
    kinds: tuple[str, ...]
    cases: Cases
    prosecutor: str | None = None
    state: State = State.PROPOSED
    sequence: int = 0
    has_access: bool = False
    proposed_by: str
    proposed_at: datetime
    approved_by: str | None = None
    since: datetime | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None

    @property
    def queue(self) -> str:
        """The name of its queue, and of the broker's user who may read that and nothing else."""
        return f"agency.{self.agency}.{self.id}"

    def covers(self, kind: str, case: Case | None, at: datetime) -> bool:
        """Whether what happened then belongs to this agency."""
        if self.state not in FLOWING or self.since is None or at < self.since:
            return False
        if kind not in self.kinds:
            return False
        return self.cases is Cases.ALL or self.owns(case)

    def owns(self, case: Case | None) -> bool:
        """Whether the agency may know of this case at all."""
        if case is None:
            return False
        return self.cases is Cases.ALL or case.prosecutor == self.prosecutor

    def counted(self) -> Self:
        """One more event belongs to it."""
        return replace(self, sequence=self.sequence + 1)

    def approve(self, *, by: str, at: datetime) -> Self:
        """The head of office lets it begin. Nobody approves what he proposed."""
        self.check_state({State.PROPOSED})
        if by == self.proposed_by:
            raise refusals.OwnProposal()
        return replace(self, state=State.ACTIVE, approved_by=by, since=at)

    def given_access(self) -> Self:
        """It gets what it reads with. Before it is approved there is nothing to read."""
        self.check_state(OPEN)
        return replace(self, has_access=True)

    def taken_back(self) -> Self:
        """Nothing is left that it could read with."""
        self.check_state({State.ENDED})
        return replace(self, has_access=False)

    def end(self, *, by: str, at: datetime, reason: str) -> Self:
        """The agency is told nothing more, and may ask nothing more."""
        self.check_state(OPEN)
        return replace(self, state=State.ENDED, ended_by=by, ended_at=at, end_reason=reason)

    def broken(self) -> Self:
        """Its queue takes nothing; one that has ended meanwhile stays so."""
        return replace(self, state=State.BROKEN) if self.state is State.ACTIVE else self

    def mended(self) -> Self:
        """Its queue takes what it is sent again."""
        return replace(self, state=State.ACTIVE) if self.state is State.BROKEN else self

    def check_state(self, needed: Iterable[State]) -> None:
        """SubscriptionNotInState, with the states in which this is done."""
        if self.state not in needed:
            allowed = ", ".join(each.value for each in State if each in needed)
            raise refusals.SubscriptionNotInState(state=self.state.value, needed=allowed)


def propose(
    *,
    id: UUID,
    office_id: str,
    agency: str,
    name: str,
    events: Iterable[str],
    cases: Cases,
    prosecutor: str | None,
    by: str,
    at: datetime,
) -> Subscription:
    """What someone would have an agency told; nothing flows before the head approves it.

    `events` are kinds or patterns of kinds. Who has its own cases has nothing that is not of one.
    """
    kinds = expand(events)
    if cases is Cases.OWN:
        if prosecutor is None:
            raise refusals.ProsecutorMissing(field="prosecutor")
        if others := [kind for kind in kinds if kind not in OF_A_CASE]:
            raise refusals.KindNotOfACase(field="events", kinds=", ".join(others))
    elif prosecutor is not None:
        raise refusals.ProsecutorNotMeant(field="prosecutor")
    return Subscription(
        id=id,
        office_id=office_id,
        agency=agency,
        name=name,
        kinds=kinds,
        cases=cases,
        prosecutor=prosecutor,
        proposed_by=by,
        proposed_at=at,
    )
