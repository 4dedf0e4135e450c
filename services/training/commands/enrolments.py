"""Asking for a place, and giving it up."""

from dataclasses import dataclass
from uuid import UUID

from chassis.ids import new_id
from training.commands.places import drop, free_place, roll_of
from training.domain import refusals
from training.domain.enrolment import Enrolment, request
from training.domain.enrolment_terms import Dropped, Requester
from training.domain.person import Person
from training.domain.policies import policy_on
from training.domain.programme import Programme, State
from training.domain.screening import Finding, screen
from training.domain.slot import Slot
from training.own import check_own
from training.policy_files import shipped_policies
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEnrolment:
    programme_id: UUID
    person_id: UUID
    requested_by: Requester
    lent_device: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEnrolment:
    enrolment_id: UUID
    version: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEnrolment:
    enrolment_id: UUID
    version: int | None
    why: Dropped
    reason: str = ""


def request_enrolment(unit: Unit, order: RequestEnrolment) -> Enrolment:
    """Screened at once: a place while there are any, else the waiting list, or no and why.

    The person is written too, so that a suspension at this very moment and this request do not
    pass each other unseen.
    """
    programme = unit.programmes.get(order.programme_id)
    programme.check_state({State.OPEN})
    person = unit.people.save(unit.people.get(order.person_id))
    check_own(unit, person)
    asked = request(
        Enrolment(
            id=new_id(),
            office_id=unit.office_id,
            programme_id=programme.id,
            person_id=person.id,
            field=programme.field,
            requested_by=order.requested_by,
            lent_device=order.lent_device,
        ),
        unit.moment,
    )
    if findings := _findings(unit, programme, person, lent_device=order.lent_device):
        return unit.enrolments.add(asked.reject(findings, unit.moment))
    roll, standing = roll_of(unit, programme.id).join(asked.id)
    unit.rolls.save(roll)
    settled, happened = asked.settle(standing, unit.moment)
    kept = unit.enrolments.add(settled)
    unit.publish(*happened)
    return kept


def withdraw_enrolment(unit: Unit, order: WithdrawEnrolment) -> Enrolment:
    """The person does not want it any more; the next in line moves up."""
    enrolment = unit.enrolments.get(order.enrolment_id, order.version)
    check_own(unit, unit.people.get(enrolment.person_id))
    withdrawn, happened = enrolment.withdraw(order.reason, unit.moment)
    kept = unit.enrolments.save(withdrawn)
    unit.publish(*happened)
    free_place(unit, enrolment)
    return kept


def drop_enrolment(unit: Unit, order: DropEnrolment) -> Enrolment:
    """The office takes the place back, as from someone who never comes."""
    enrolment = unit.enrolments.get(order.enrolment_id, order.version)
    kept = drop(unit, enrolment, order.why, order.reason)
    free_place(unit, enrolment)
    return kept


def _findings(
    unit: Unit, programme: Programme, person: Person, *, lent_device: bool
) -> tuple[Finding, ...]:
    elsewhere = unit.enrolments.open_of(person.id)
    if any(each.programme_id == programme.id for each in elsewhere):
        raise refusals.AlreadyEnrolled(field="person_id")
    return screen(
        person,
        programme,
        policy_on(programme.starts or unit.today, shipped_policies()),
        lent_device=lent_device,
        sessions=_hours(unit, programme.id),
        busy=_hours(unit, *(each.programme_id for each in elsewhere)),
    )


def _hours(unit: Unit, *programme_ids: UUID) -> list[Slot]:
    """When these programmes are still to be held."""
    return [each.slot for each in unit.sessions.of(*programme_ids) if each.is_scheduled]
