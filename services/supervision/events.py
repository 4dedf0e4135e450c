"""What supervision publishes: ids, codes and dates, never who or how someone is.

Codes are those of the domain, as plain text. Days are the office's; a window is half-open.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.events import fact


@fact("supervision.supervision-started", subject="case_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionStarted:
    """The client was met for the first time under this order."""

    case_id: UUID
    person_id: UUID
    on: date
    in_time: bool


@fact("supervision.start-overdue", subject="case_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class StartOverdue:
    """The days for the first contact have passed without one; told once."""

    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    due: date


@fact("supervision.officer-assigned", subject="case_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAssigned:
    """An officer answers for the case from now on; `reasons` are codes."""

    case_id: UUID
    person_id: UUID
    officer_id: UUID
    reasons: tuple[str, ...]


@fact("supervision.caseload-exceeded", subject="case_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadExceeded:
    """With this case its officer has more cases than the policy's limit."""

    case_id: UUID
    person_id: UUID
    officer_id: UUID
    caseload: int
    limit: int


@fact("supervision.obligation-scheduled", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationScheduled:
    """A meeting is owed; with `excused_holiday` the office is closed in the whole window."""

    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    kind: str
    window_start: date
    window_end: date
    due: date
    excused_holiday: bool


@fact("supervision.obligation-fulfilled", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFulfilled:
    """The client was met within the window; `late`: it was recorded after the window."""

    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    kind: str
    on: date
    channel: str
    late: bool


@fact("supervision.obligation-missed", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMissed:
    """The window ended without a meeting, after enough attempts."""

    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    kind: str
    window_start: date
    window_end: date


@fact("supervision.obligation-not-attempted", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationNotAttempted:
    """The window ended with too few attempts: the office's lapse, never the client's."""

    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    kind: str
    window_start: date
    window_end: date


@fact("supervision.obligation-excused", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationExcused:
    """The client need not come in this window. The reason stays in the office."""

    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    kind: str


@fact("supervision.obligation-cancelled", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationCancelled:
    """The meeting is no longer owed, because of what happened to the order."""

    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    kind: str
    why: str


@fact("supervision.contact-attempted", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempted:
    """Somebody tried to reach the client, or those around."""

    obligation_id: UUID
    attempt_id: UUID
    case_id: UUID
    person_id: UUID
    on: date
    channel: str
    target: str
    reached: bool


@fact("supervision.guidance-recorded", subject="obligation_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceRecorded:
    """A meeting left a guidance note."""

    obligation_id: UUID
    contact_id: UUID
    case_id: UUID
    person_id: UUID
    on: date
    next_date: date | None


@fact("supervision.home-visit-opened", subject="visit_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitOpened:
    """An officer must go and see, by the end of `due`."""

    visit_id: UUID
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    due: date


@fact("supervision.home-visit-completed", subject="visit_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitCompleted:
    """An officer went; `result` is one of the codes of a visit."""

    visit_id: UUID
    case_id: UUID
    person_id: UUID
    on: date
    result: str


@fact("supervision.home-visit-withdrawn", subject="visit_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitWithdrawn:
    """The visit is no longer needed; nobody went."""

    visit_id: UUID
    case_id: UUID
    person_id: UUID
    why: str


@fact("supervision.revocation-proposed", subject="proposal_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationProposed:
    """`proposed_by` (a user's id) proposes a temporary revocation; the head of office decides."""

    proposal_id: UUID
    case_id: UUID
    order_id: UUID
    person_id: UUID
    grounds: str
    proposed_by: str
