"""What those who work in the office are to know at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.handlers import follows
from notifications.commands.inbox import TellStaff, tell_staff
from notifications.domain.inbox import Facts, Kind
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOverdue:
    case_id: UUID
    person_id: UUID
    officer_id: UUID | None
    due: date


@follows("supervision.start-overdue", version=1)
def tell_of_late_start(unit: Unit, event: StartOverdue) -> None:
    """The officer, and in any case the supervisor."""
    for user_id in {event.officer_id, None}:
        order = TellStaff(
            kind=Kind.START_OVERDUE,
            user_id=user_id,
            role="supervisor",
            person_id=event.person_id,
            facts={"order_id": str(event.case_id), "due": event.due.isoformat()},
        )
        tell_staff(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitOpened:
    visit_id: UUID
    person_id: UUID
    officer_id: UUID | None
    due: date


@follows("supervision.home-visit-opened", version=1)
def tell_of_visit(unit: Unit, event: HomeVisitOpened) -> None:
    order = TellStaff(
        kind=Kind.HOME_VISIT_OPENED,
        user_id=event.officer_id,
        role="supervisor",
        person_id=event.person_id,
        facts={"visit_id": str(event.visit_id), "due": event.due.isoformat()},
    )
    tell_staff(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadExceeded:
    officer_id: UUID
    caseload: int
    limit: int


@follows("supervision.caseload-exceeded", version=1)
def tell_of_caseload(unit: Unit, event: CaseloadExceeded) -> None:
    facts: Facts = {
        "officer_id": str(event.officer_id),
        "caseload": event.caseload,
        "limit": event.limit,
    }
    order = TellStaff(kind=Kind.CASELOAD_EXCEEDED, user_id=None, role="supervisor", facts=facts)
    tell_staff(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAssigned:
    case_id: UUID
    person_id: UUID
    officer_id: UUID


@follows("supervision.officer-assigned", version=1, reads={"persons": "person_id"})
def know_officer(unit: Unit, event: OfficerAssigned) -> None:
    """Who rings, and who hears of what fails."""
    person = unit.persons.known_or_new(event.person_id)
    unit.persons.keep(person.with_officer(event.officer_id))
    order = TellStaff(
        kind=Kind.OFFICER_ASSIGNED,
        user_id=event.officer_id,
        role="officer",
        person_id=event.person_id,
        facts={"order_id": str(event.case_id)},
    )
    tell_staff(unit, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationProposed:
    proposal_id: UUID
    order_id: UUID
    person_id: UUID
    grounds: str


@follows("supervision.revocation-proposed", version=1)
def tell_of_proposal(unit: Unit, event: RevocationProposed) -> None:
    """Only the head of office decides."""
    facts: Facts = {
        "proposal_id": str(event.proposal_id),
        "order_id": str(event.order_id),
        "grounds": event.grounds,
    }
    order = TellStaff(
        kind=Kind.REVOCATION_PROPOSED,
        user_id=None,
        role="head",
        person_id=event.person_id,
        facts=facts,
    )
    tell_staff(unit, order)
