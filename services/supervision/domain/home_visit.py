"""The home visit: when nobody can be reached, an officer goes and sees (R4, R15).

When: `enough_attempts.nobody_reached`; without any telephone: `visit_instead_of_calls`.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from supervision import events
from supervision.domain import refusals
from supervision.domain.calendar import Calendar, deadline
from supervision.domain.case import SupervisionCase
from supervision.domain.happened import check_happened
from supervision.domain.policies import Policy


class Result(StrEnum):
    FOUND_OK = "found_ok"
    FOUND_VIOLATION = "found_violation"
    MOVED = "moved"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    DECEASED = "deceased"

    @property
    def means_met(self) -> bool:
        """Whether the officer saw the client."""
        return self in (Result.FOUND_OK, Result.FOUND_VIOLATION)


class State(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class Withdrawn(StrEnum):
    """Why nobody needs to go any more."""

    MET = "met"
    SUSPENDED = "suspended"
    ENDED = "ended"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an officer found, on the office's day `on`. `id` is made by the client's device."""

    id: UUID
    on: date
    result: Result
    findings: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisit:
    """A visit to make by the end of `due`. `obligation_id`: the meeting that failed, if any."""

    id: UUID
    office_id: str
    version: int = 0
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    obligation_id: UUID | None
    opened_on: date
    due: date
    state: State = State.OPEN
    report: Report | None = None

    def is_late(self, today: date) -> bool:
        return self.state is State.OPEN and today > self.due

    def complete(
        self, report: Report, *, today: date
    ) -> tuple[Self, tuple[events.HomeVisitCompleted, ...]]:
        """An officer went, not before it was opened; the same report again changes nothing."""
        if self.report is not None and self.report.id == report.id:
            return self, ()
        self._check_open()
        check_happened(report.on, today=today, since=self.opened_on, field="on")
        happened = events.HomeVisitCompleted(
            visit_id=self.id,
            case_id=self.case_id,
            person_id=self.person_id,
            on=report.on,
            result=report.result,
        )
        return replace(self, state=State.COMPLETED, report=report), (happened,)

    def is_answered_by(self, obligation_id: UUID, on: date) -> bool:
        """Whether a meeting for that obligation, on that day, makes the visit needless.

        A meeting of an earlier day does not, unless it is the very one that seemed to fail, or
        the visit stands for calls that cannot be made.
        """
        return self.obligation_id in (None, obligation_id) or on >= self.opened_on

    def withdraw(self, why: Withdrawn) -> tuple[Self, tuple[events.HomeVisitWithdrawn, ...]]:
        """Nobody needs to go any more: late proof came, or the order is not in force."""
        self._check_open()
        happened = events.HomeVisitWithdrawn(
            visit_id=self.id, case_id=self.case_id, person_id=self.person_id, why=why
        )
        return replace(self, state=State.WITHDRAWN), (happened,)

    def entrusted_to(self, officer_id: UUID) -> Self:
        """Another officer goes."""
        return replace(self, officer_id=officer_id)

    def _check_open(self) -> None:
        if self.state is not State.OPEN:
            raise refusals.VisitNotOpen(state=self.state.value)


def open_visit(
    *,
    id: UUID,
    office_id: str,
    case_id: UUID,
    person_id: UUID,
    officer_id: UUID | None,
    obligation_id: UUID | None,
    today: date,
    policy: Policy,
    calendar: Calendar,
) -> tuple[HomeVisit, tuple[events.HomeVisitOpened, ...]]:
    """A visit due within the policy's working days after today."""
    visit = HomeVisit(
        id=id,
        office_id=office_id,
        case_id=case_id,
        person_id=person_id,
        officer_id=officer_id,
        obligation_id=obligation_id,
        opened_on=today,
        due=deadline(today, policy.home_visit_days, calendar).due,
    )
    happened = events.HomeVisitOpened(
        visit_id=id, case_id=case_id, person_id=person_id, officer_id=officer_id, due=visit.due
    )
    return visit, (happened,)


def visit_instead_of_calls(
    case: SupervisionCase, *, id: UUID, today: date, policy: Policy, calendar: Calendar
) -> tuple[HomeVisit | None, tuple[events.HomeVisitOpened, ...]]:
    """Who cannot be called is visited, counted from the order's start where that is to come."""
    if case.phone_known or case.end <= today:
        return None, ()
    return open_visit(
        id=id,
        office_id=case.office_id,
        case_id=case.id,
        person_id=case.person_id,
        officer_id=case.officer_id,
        obligation_id=None,
        today=max(today, case.start),
        policy=policy,
        calendar=calendar,
    )
