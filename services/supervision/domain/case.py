"""A case: one person under one order, from handover to the order's end (R2, R4, R15, R16)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from supervision import events
from supervision.domain import refusals
from supervision.domain.assignment import Choice
from supervision.domain.policies import Kind


class State(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionCase:
    """An order in force in [start, end) as supervision sees it; `id` is the order's.

    `scheduled_until`: windows that open before that day have their obligations.
    `misses`: misses in a row, per kind. `first_contact_on`: the office's day. `reinstated_on`:
    windows that opened before that day are not owed any more. `officer_note`: what the officer
    should know who took the case over; it never leaves the office.
    """

    id: UUID
    office_id: str
    version: int = 0
    person_id: UUID
    scheme: str
    decree_date: date
    start: date
    end: date
    kecamatan: str | None
    phone_known: bool
    handed_over: date
    start_due: date
    scheduled_until: date
    officer_id: UUID | None = None
    state: State = State.ACTIVE
    first_contact_on: date | None = None
    start_overdue_told: bool = False
    reinstated_on: date | None = None
    officer_note: str | None = None
    misses: dict[str, int] = field(default_factory=dict)
    open_visit: UUID | None = None
    open_proposal: UUID | None = None

    @property
    def is_active(self) -> bool:
        """Under supervision, now or from its start."""
        return self.state is State.ACTIVE

    def is_in_force(self, day: date) -> bool:
        """Whether the client is under supervision on that day."""
        return self.is_active and self.start <= day < self.end

    def assign(
        self, choice: Choice
    ) -> tuple[Self, tuple[events.OfficerAssigned | events.CaseloadExceeded, ...]]:
        """An officer answers for the case; beyond the limit too, but then it is told."""
        about = {"case_id": self.id, "person_id": self.person_id, "officer_id": choice.officer_id}
        assigned = replace(self, officer_id=choice.officer_id)
        told = events.OfficerAssigned(**about, reasons=choice.reasons)
        if not choice.exceeds_limit:
            return assigned, (told,)
        exceeded = events.CaseloadExceeded(**about, caseload=choice.caseload, limit=choice.limit)
        return assigned, (told, exceeded)

    def noted(self, note: str) -> Self:
        """With what the next officer should know; nothing said, nothing kept."""
        return replace(self, officer_note=note.strip() or None)

    def first_contact(self, on: date) -> tuple[Self, tuple[events.SupervisionStarted, ...]]:
        """The client was met; only the first time starts supervision."""
        if self.first_contact_on is not None:
            return self, ()
        happened = events.SupervisionStarted(
            case_id=self.id, person_id=self.person_id, on=on, in_time=on <= self.start_due
        )
        return replace(self, first_contact_on=on), (happened,)

    def is_start_overdue(self, today: date) -> bool:
        """No contact is on record though its last day has passed, officer or none (R2)."""
        waiting = self.is_active and self.first_contact_on is None
        return waiting and today > self.start_due

    def tell_start_overdue(self, today: date) -> tuple[Self, tuple[events.StartOverdue, ...]]:
        """Tell a late start once, and never again."""
        if self.start_overdue_told or not self.is_start_overdue(today):
            return self, ()
        happened = events.StartOverdue(
            case_id=self.id,
            person_id=self.person_id,
            officer_id=self.officer_id,
            due=self.start_due,
        )
        return replace(self, start_overdue_told=True), (happened,)

    def scheduled_to(self, before: date) -> Self:
        """Windows that open before that day have their obligations now."""
        return replace(self, scheduled_until=max(self.scheduled_until, before))

    def missed_in_a_row(self, counts: Mapping[Kind, int]) -> Self:
        """Keep the misses in a row of these kinds, as reckoned from their history."""
        return replace(self, misses=self.misses | {kind.value: row for kind, row in counts.items()})

    def with_visit(self, visit_id: UUID) -> Self:
        """A home visit is open for this case; never a second."""
        self.check_active()
        if self.open_visit is not None:
            raise refusals.VisitAlreadyOpen(visit_id=str(self.open_visit))
        return replace(self, open_visit=visit_id)

    def without_visit(self) -> Self:
        return replace(self, open_visit=None)

    def with_proposal(self, proposal_id: UUID) -> Self:
        """A proposal of revocation is under way for this case; never a second."""
        self.check_active()
        if self.open_proposal is not None:
            raise refusals.ProposalAlreadyOpen(proposal_id=str(self.open_proposal))
        return replace(self, open_proposal=proposal_id)

    def without_proposal(self) -> Self:
        return replace(self, open_proposal=None)

    def suspend(self) -> Self:
        """Revoked for a time: nothing is owed until it is decided further."""
        return self._become(State.SUSPENDED)

    def reinstate(self, on: date) -> Self:
        """The revocation was annulled: windows that open from `on` are owed again."""
        if self.is_active:
            return self
        active = self._become(State.ACTIVE)
        again = min(self.scheduled_until, max(self.start, on))
        return replace(active, scheduled_until=again, reinstated_on=on)

    def finish(self) -> Self:
        """The order has ended, for whatever reason."""
        return self._become(State.ENDED)

    def transfer(self) -> Self:
        """Another order or another office follows."""
        return self._become(State.TRANSFERRED)

    def _become(self, state: State) -> Self:
        """The same again changes nothing; what has ended stays so."""
        if state is not self.state and self.state in (State.ENDED, State.TRANSFERRED):
            raise refusals.CaseNotActive(state=self.state.value)
        return replace(self, state=state)

    def check_active(self) -> None:
        """Only a case under supervision owes anything; CaseNotActive otherwise."""
        if not self.is_active:
            raise refusals.CaseNotActive(state=self.state.value)
