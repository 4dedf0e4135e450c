"""What training publishes: ids, codes and dates, never who or how someone is.

Codes are those of the domain, as plain text. `starts` and `ends` are days, both included.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from chassis.events import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OfProgramme:
    """What every fact of a programme's course says of it."""

    programme_id: UUID
    field: str
    kind: str
    mode: str
    form: str
    starts: date | None
    ends: date | None
    places: int


@fact("training.programme-proposed", subject="programme_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeProposed(OfProgramme):
    """Someone proposes a programme; its dates may not be known yet."""


@fact("training.programme-approved", subject="programme_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeApproved(OfProgramme):
    """The head of office approves dates, partner and budget."""


@fact("training.programme-opened", subject="programme_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened(OfProgramme):
    """Clients may enrol."""


@fact("training.programme-postponed", subject="programme_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePostponed(OfProgramme):
    """The dates no longer hold and new ones are planned; who has a place keeps it."""


@fact("training.programme-completed", subject="programme_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCompleted(OfProgramme):
    """All sessions were held and the results of those enrolled are known."""


@fact("training.programme-cancelled", subject="programme_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCancelled(OfProgramme):
    """It does not take place; those enrolled are each told by a fact of their own."""


@fact("training.session-scheduled", subject="session_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class SessionScheduled:
    """A session is held at these instants, on this day of the office; told again when it moves."""

    session_id: UUID
    programme_id: UUID
    on: date
    starts_at: datetime
    ends_at: datetime
    mode: str


@fact("training.session-cancelled", subject="session_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCancelled:
    """The session does not take place."""

    session_id: UUID
    programme_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEnrolment:
    """What every fact of an enrolment's course says of it; `why` is a code."""

    enrolment_id: UUID
    programme_id: UUID
    person_id: UUID
    why: str | None = None


@fact("training.enrolment-confirmed", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentConfirmed(OfEnrolment):
    """The person has a place; `why` is `place_freed` for one who waited."""


@fact("training.enrolment-waitlisted", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentWaitlisted(OfEnrolment):
    """All places are taken: the person waits, in the order of asking."""


@fact("training.enrolment-withdrawn", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentWithdrawn(OfEnrolment):
    """The person no longer wants the place. The reason stays in the office."""


@fact("training.enrolment-dropped", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentDropped(OfEnrolment):
    """The place is lost, because of what happened to the order or the programme."""


@fact("training.attendance-recorded", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRecorded:
    """Whether the person came; told again when it is corrected."""

    enrolment_id: UUID
    session_id: UUID
    programme_id: UUID
    person_id: UUID
    on: date
    state: str


@fact("training.certificate-issued", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssued:
    """The person completed the programme and has it in writing."""

    enrolment_id: UUID
    programme_id: UUID
    person_id: UUID
    number: str
    on: date


@fact("training.follow-up-due", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDue:
    """From this day someone asks what came of the training, so many days after its end."""

    enrolment_id: UUID
    person_id: UUID
    programme_id: UUID
    after_days: int
    on: date


@fact("training.outcome-recorded", subject="enrolment_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecorded:
    """What came of the training, as asked on this day."""

    enrolment_id: UUID
    person_id: UUID
    programme_id: UUID
    after_days: int
    on: date
    outcome: str
