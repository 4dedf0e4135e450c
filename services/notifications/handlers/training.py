"""Training: who has a place is told so, and reminded of each session."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from chassis.handlers import follows
from notifications.commands.inbox import TellStaff, tell_staff
from notifications.commands.planning import (
    Notice,
    Remind,
    give_notice,
    remind,
    remind_anew,
    stop_about,
)
from notifications.domain.enrolment import Enrolment, Place
from notifications.domain.inbox import Facts, Kind
from notifications.domain.reminder import Subject
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentTold:
    enrolment_id: UUID
    programme_id: UUID
    person_id: UUID
    why: str | None = None


@follows("training.enrolment-confirmed", version=1, reads={"enrolments": "enrolment_id"})
def tell_of_place(unit: Unit, event: EnrolmentTold) -> None:
    _become(unit, event, Place.CONFIRMED)
    _notice(unit, event, "enrolment_confirmed")


@follows("training.enrolment-waitlisted", version=1, reads={"enrolments": "enrolment_id"})
def tell_of_waiting(unit: Unit, event: EnrolmentTold) -> None:
    _become(unit, event, Place.WAITLISTED)
    _notice(unit, event, "enrolment_waitlisted")


@follows("training.enrolment-withdrawn", version=1, reads={"enrolments": "enrolment_id"})
def forget_withdrawn(unit: Unit, event: EnrolmentTold) -> None:
    """By the person's own wish: there is nothing to tell."""
    _become(unit, event, Place.WITHDRAWN)


@follows("training.enrolment-dropped", version=1, reads={"enrolments": "enrolment_id"})
def tell_of_lost_place(unit: Unit, event: EnrolmentTold) -> None:
    """The officer too; one whose order no longer runs is told nothing when it is sent."""
    _become(unit, event, Place.DROPPED)
    _notice(unit, event, "enrolment_ended")
    person = unit.persons.known_or_new(event.person_id)
    order = TellStaff(
        kind=Kind.ENROLMENT_DROPPED,
        user_id=person.officer_id,
        role="supervisor",
        person_id=event.person_id,
        facts={"programme_id": str(event.programme_id), "why": event.why or ""},
    )
    tell_staff(unit, order)


def _become(unit: Unit, event: EnrolmentTold, place: Place) -> None:
    known = unit.enrolments.get_or_none(event.enrolment_id) or Enrolment(
        id=event.enrolment_id,
        office_id=unit.office_id,
        programme_id=event.programme_id,
        person_id=event.person_id,
        place=place,
    )
    unit.enrolments.keep(known.becomes(place))


def _notice(unit: Unit, event: EnrolmentTold, template: str) -> None:
    order = Notice(
        person_id=event.person_id,
        template=template,
        subject=Subject.ENROLMENT,
        subject_id=event.enrolment_id,
    )
    give_notice(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionScheduled:
    session_id: UUID
    programme_id: UUID
    on: date
    starts_at: datetime


@follows("training.session-scheduled", version=1, reads={"reminders": "session_id"})
def plan_session(unit: Unit, event: SessionScheduled) -> None:
    """One document for all who will have a place; told again when the session moves."""
    hour = event.starts_at.astimezone(unit.around.zone).strftime("%H.%M")
    known = unit.reminders.get_or_none(event.session_id)
    if known is not None:
        remind_anew(unit, known, event.on, hour)
        return
    order = Remind(
        id=event.session_id,
        subject=Subject.SESSION,
        of=event.programme_id,
        person_id=None,
        template="training_session",
        day=event.on,
        hour=hour,
    )
    remind(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCancelled:
    session_id: UUID


@follows("training.session-cancelled", version=1)
def tell_of_cancelled_session(unit: Unit, event: SessionCancelled) -> None:
    """Nobody is to come in vain."""
    session = unit.reminders.get_or_none(event.session_id)
    stop_about(unit, event.session_id, "cancelled")
    if session is None:
        return
    facts = {"day": session.day.isoformat(), "hour": session.hour or ""}
    for each in unit.enrolments.with_a_place(session.of):
        order = Notice(
            person_id=each.person_id,
            template="training_session_cancelled",
            subject=Subject.ENROLMENT,
            subject_id=each.id,
            facts=facts,
        )
        give_notice(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened:
    programme_id: UUID
    field: str
    mode: str
    starts: date | None = None


@follows("training.programme-opened", version=1)
def tell_of_programme(unit: Unit, event: ProgrammeOpened) -> None:
    """Every officer, who knows for whom it is; one item for all where no user is known yet."""
    facts: Facts = {
        "programme_id": str(event.programme_id),
        "field": event.field,
        "mode": event.mode,
        **({"starts": event.starts.isoformat()} if event.starts else {}),
    }
    officers: list[UUID | None] = [each.id for each in unit.members.with_role("officer")]
    for user_id in officers or [None]:
        order = TellStaff(kind=Kind.PROGRAMME_OPENED, user_id=user_id, role="officer", facts=facts)
        tell_staff(unit, order)
