"""What training brought: certificates, and what is asked afterwards."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from training.domain import refusals
from training.domain.enrolment import Enrolment
from training.domain.follow_up import IncomeBand, Outcome
from training.own import check_own
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificate:
    enrolment_id: UUID
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    enrolment_id: UUID
    version: int | None
    after_days: int
    outcome: Outcome
    on: date | None = None
    income: IncomeBand | None = None
    note: str = ""


def issue_certificate(unit: Unit, order: IssueCertificate) -> Enrolment:
    """Once a person; asked again it gives the same certificate."""
    enrolment = unit.enrolments.get(order.enrolment_id, order.version)
    if enrolment.certificate is not None:
        return enrolment
    number = unit.series.next_number(unit.today.year)
    certified, happened = enrolment.certify(number, unit.moment, unit.today)
    kept = unit.enrolments.save(certified)
    unit.publish(*happened)
    return kept


def record_outcome(unit: Unit, order: RecordOutcome) -> Enrolment:
    """What the person says came of it, on a day that is not in the future."""
    enrolment = unit.enrolments.get(order.enrolment_id, order.version)
    check_own(unit, unit.people.get(enrolment.person_id))
    on = order.on or unit.today
    if on > unit.today:
        raise refusals.NotYetAsked(field="on", on=on.isoformat())
    recorded, happened = enrolment.record_outcome(
        order.after_days, order.outcome, on, unit.moment, income=order.income, note=order.note
    )
    kept = unit.enrolments.save(recorded)
    unit.publish(*happened)
    return kept


def tell_follow_ups(unit: Unit, enrolment_id: UUID) -> Enrolment:
    """Those due by today, once; nobody is sent to ask someone who is back in prison."""
    enrolment = unit.enrolments.get(enrolment_id)
    if not unit.people.get(enrolment.person_id).can_be_asked:
        return enrolment
    told, happened = enrolment.tell_follow_ups(unit.today)
    kept = unit.enrolments.save(told)
    unit.publish(*happened)
    return kept
