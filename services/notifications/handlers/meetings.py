"""Meetings that are owed: people are reminded of them while they are."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.handlers import follows
from notifications.commands.inbox import TellStaff, tell_staff
from notifications.commands.planning import Remind, remind, stop_about
from notifications.domain.inbox import Facts, Kind
from notifications.domain.reminder import Subject
from notifications.unit import Unit

TEMPLATES = {
    "weekly_remote": "obligation_remote",
    "monthly_in_person": "obligation_in_person",
    "monthly": "obligation_monthly",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationScheduled:
    obligation_id: UUID
    case_id: UUID
    person_id: UUID
    kind: str
    due: date
    excused_holiday: bool


@follows("supervision.obligation-scheduled", version=1)
def plan_reminder(unit: Unit, event: ObligationScheduled) -> None:
    """Nobody is reminded of a meeting for which the office is closed."""
    if event.excused_holiday:
        return
    order = Remind(
        id=event.obligation_id,
        subject=Subject.OBLIGATION,
        of=event.case_id,
        person_id=event.person_id,
        template=TEMPLATES[event.kind],
        day=event.due,
    )
    remind(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationSettled:
    obligation_id: UUID


@follows("supervision.obligation-fulfilled", version=1, reads={"reminders": "obligation_id"})
def stop_when_met(unit: Unit, event: ObligationSettled) -> None:
    stop_about(unit, event.obligation_id, "fulfilled")


@follows("supervision.obligation-excused", version=1, reads={"reminders": "obligation_id"})
def stop_when_excused(unit: Unit, event: ObligationSettled) -> None:
    stop_about(unit, event.obligation_id, "excused")


@follows("supervision.obligation-cancelled", version=1, reads={"reminders": "obligation_id"})
def stop_when_cancelled(unit: Unit, event: ObligationSettled) -> None:
    stop_about(unit, event.obligation_id, "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationClosed:
    obligation_id: UUID
    person_id: UUID
    officer_id: UUID | None
    kind: str
    window_start: date
    window_end: date


@follows("supervision.obligation-missed", version=1, reads={"reminders": "obligation_id"})
def tell_of_miss(unit: Unit, event: ObligationClosed) -> None:
    """Each miss brings a written warning: the officer is to know the same day."""
    stop_about(unit, event.obligation_id, "missed")
    _tell(unit, event, Kind.OBLIGATION_MISSED, event.officer_id)


@follows("supervision.obligation-not-attempted", version=1, reads={"reminders": "obligation_id"})
def tell_of_lapse(unit: Unit, event: ObligationClosed) -> None:
    """The office's own lapse: for the supervisor, not for the officer alone."""
    stop_about(unit, event.obligation_id, "not_attempted")
    _tell(unit, event, Kind.OBLIGATION_NOT_ATTEMPTED, None)


def _tell(unit: Unit, event: ObligationClosed, kind: Kind, user_id: UUID | None) -> None:
    facts: Facts = {
        "obligation_id": str(event.obligation_id),
        "kind": event.kind,
        "window_start": event.window_start.isoformat(),
        "window_end": event.window_end.isoformat(),
    }
    order = TellStaff(
        kind=kind,
        user_id=user_id,
        role="supervisor",
        person_id=event.person_id,
        facts=facts,
    )
    tell_staff(unit, order)
