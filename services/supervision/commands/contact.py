"""The client was met: attendance, guidance, and all that follows, in one step (R12 to R14)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.commands.misses import reckoned, without_disproved_draft
from supervision.commands.owed import case_of, office_day, own_obligation
from supervision.domain.case import SupervisionCase
from supervision.domain.contacts import Channel, Contact
from supervision.domain.home_visit import Withdrawn
from supervision.domain.obligation import Obligation
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """`id` is the device's; `happened_at` None means now."""

    obligation_id: UUID
    id: UUID
    happened_at: datetime | None
    channel: Channel
    minutes: int
    confirmed: bool
    material: str
    result: str
    advice: str
    next_date: date | None
    version: int | None = None


def record_contact(unit: Unit, order: RecordContact) -> Obligation:
    """Attendance, guidance and all that follows from having met the client, in one step."""
    obligation = own_obligation(unit, order.obligation_id)
    at = order.happened_at or unit.now
    on = office_day(unit, at)
    contact = Contact(
        id=order.id,
        happened_at=at,
        recorded_at=unit.now,
        channel=order.channel,
        by=unit.actor.id,
        minutes=order.minutes,
        confirmed=order.confirmed,
        material=order.material,
        result=order.result,
        advice=order.advice,
        next_date=order.next_date,
    )
    met, happened = obligation.meet(contact, on=on, today=unit.today)
    if not happened:
        return obligation
    unit.obligations.get(obligation.id, order.version)
    saved = unit.obligations.save(met)
    unit.publish(*happened)
    _after_meeting(unit, case_of(unit, saved), met=saved, was=obligation, on=on)
    return saved


def _after_meeting(
    unit: Unit, case: SupervisionCase, *, met: Obligation, was: Obligation, on: date
) -> None:
    """Supervision has started, nobody need go and see, and misses are reckoned anew."""
    started, happened = case.first_contact(on)
    after = _without_answered_visit(unit, started, met, on)
    if not was.is_open:
        after = without_disproved_draft(unit, after, met.id)
        after = reckoned(unit, after, met.kind)
    elif after.misses.get(met.kind):
        after = after.missed_in_a_row({met.kind: 0})
    if after != case:
        unit.cases.save(after)
    unit.publish(*happened)


def _without_answered_visit(
    unit: Unit, case: SupervisionCase, met: Obligation, on: date
) -> SupervisionCase:
    if case.open_visit is None:
        return case
    visit = unit.visits.get(case.open_visit)
    if not visit.is_answered_by(met.id, on):
        return case
    withdrawn, happened = visit.withdraw(Withdrawn.MET)
    unit.visits.save(withdrawn)
    unit.publish(*happened)
    return case.without_visit()
