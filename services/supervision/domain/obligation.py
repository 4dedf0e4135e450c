"""An obligation: one meeting owed in one window, and what came of it (R10 to R15, R37).

Enough tries: `enough_attempts`; the third miss in a row: `streak`.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from supervision import events
from supervision.domain import refusals
from supervision.domain.contacts import Attempt, Contact
from supervision.domain.enough_attempts import tried_enough
from supervision.domain.happened import check_happened
from supervision.domain.leave import Leave, leave
from supervision.domain.policies import Kind, Policy


class State(StrEnum):
    SCHEDULED = "scheduled"
    ATTENDED = "attended"
    EXCUSED = "excused"
    EXCUSED_HOLIDAY = "excused_holiday"
    MISSED = "missed"
    NOT_ATTEMPTED = "not_attempted"
    ATTENDED_LATE = "attended_late"
    CANCELLED = "cancelled"


class Cancelled(StrEnum):
    """What happened to the order, so that the meeting is no longer owed."""

    SUSPENDED = "suspended"
    ENDED = "ended"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A meeting owed in the days [window_start, window_end). `case_id` is the order's id."""

    id: UUID
    office_id: str
    version: int = 0
    person_id: UUID
    case_id: UUID
    officer_id: UUID | None
    kind: Kind
    in_person: bool
    window_start: date
    window_end: date
    due: date
    state: State = State.SCHEDULED
    attempts: tuple[Attempt, ...] = ()
    contact: Contact | None = None
    dispensation: Leave | None = None
    excuse_given: Leave | None = None

    @property
    def is_open(self) -> bool:
        return self.state is State.SCHEDULED

    def attempt(
        self, attempt: Attempt, *, on: date, today: date
    ) -> tuple[Self, tuple[events.ContactAttempted, ...]]:
        """Keep a try, made on the office's day `on`; the same id again changes nothing.

        One that arrives after the window was closed is kept, but never turns the office's
        lapse into the client's miss.
        """
        if any(each.id == attempt.id for each in self.attempts):
            return self, ()
        self._check_day(on, today)
        happened = events.ContactAttempted(
            **self._ids,
            attempt_id=attempt.id,
            on=on,
            channel=attempt.channel,
            target=attempt.target,
            reached=attempt.reached,
        )
        return replace(self, attempts=(*self.attempts, attempt)), (happened,)

    def meet(
        self, contact: Contact, *, on: date, today: date
    ) -> tuple[Self, tuple[events.ObligationFulfilled | events.GuidanceRecorded, ...]]:
        """The client was met on the office's day `on`; the same id again changes nothing.

        Recorded after the window it is `attended_late`: the meeting counts, a miss is undone.
        """
        if self.contact is not None and self.contact.id == contact.id:
            return self, ()
        if self.contact is not None:
            raise refusals.AlreadyMet(obligation_id=str(self.id))
        self._check_day(on, today)
        if contact.channel.is_text and not contact.confirmed:
            raise refusals.NotConfirmed(field="confirmed", channel=contact.channel.value)
        if self.in_person and not contact.channel.is_in_person and self.dispensation is None:
            raise refusals.NotInPerson(field="channel", channel=contact.channel.value)
        late = today >= self.window_end
        state = State.ATTENDED_LATE if late else State.ATTENDED
        return replace(self, contact=contact, state=state), (
            events.ObligationFulfilled(
                **self._ids, kind=self.kind, on=on, channel=contact.channel, late=late
            ),
            events.GuidanceRecorded(
                **self._ids, contact_id=contact.id, on=on, next_date=contact.next_date
            ),
        )

    def dispense(self, reason: str, by: str) -> Self:
        """Let a meeting owed in person be held from afar, this once (R11)."""
        self._check_open()
        return replace(self, dispensation=leave(reason, by))

    def excuse(self, reason: str, by: str) -> tuple[Self, tuple[events.ObligationExcused, ...]]:
        """The client need not come in this window."""
        self._check_open()
        excused = replace(self, state=State.EXCUSED, excuse_given=leave(reason, by))
        return excused, (events.ObligationExcused(**self._ids, kind=self.kind),)

    def close(
        self, today: date, policy: Policy
    ) -> tuple[Self, tuple[events.ObligationMissed | events.ObligationNotAttempted, ...]]:
        """The window has ended: without a meeting the client missed it, or nobody tried (R15)."""
        if not self.is_open:
            return self, ()
        if today < self.window_end:
            raise refusals.WindowStillOpen(window_end=self.window_end.isoformat())
        missed = tried_enough(self.attempts, policy)
        fact = events.ObligationMissed if missed else events.ObligationNotAttempted
        happened = fact(
            **self._ids,
            officer_id=self.officer_id,
            kind=self.kind,
            window_start=self.window_start,
            window_end=self.window_end,
        )
        return replace(self, state=State.MISSED if missed else State.NOT_ATTEMPTED), (happened,)

    def entrusted_to(self, officer_id: UUID) -> Self:
        """Another officer sees to it."""
        return replace(self, officer_id=officer_id)

    def cancel(self, why: Cancelled) -> tuple[Self, tuple[events.ObligationCancelled, ...]]:
        """No longer owed; what is settled already stays as it is."""
        if not self.is_open:
            return self, ()
        happened = events.ObligationCancelled(**self._ids, kind=self.kind, why=why)
        return replace(self, state=State.CANCELLED), (happened,)

    @property
    def _ids(self) -> dict[str, UUID]:
        return {"obligation_id": self.id, "case_id": self.case_id, "person_id": self.person_id}

    def _check_open(self) -> None:
        if not self.is_open:
            raise refusals.ObligationNotOpen(state=self.state.value)

    def _check_day(self, on: date, today: date) -> None:
        if self.state is State.CANCELLED:
            raise refusals.ObligationNotOpen(state=self.state.value)
        check_happened(
            on,
            today=today,
            since=self.window_start,
            before=self.window_end,
            field="happened_at",
        )
