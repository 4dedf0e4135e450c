"""A try to reach the client, and the home visit when nobody answers (R15)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.ids import new_id
from supervision.commands.owed import case_of, office_day, own_obligation
from supervision.domain.contacts import Attempt, Channel, Target
from supervision.domain.enough_attempts import nobody_reached, tried_two_ways
from supervision.domain.home_visit import open_visit
from supervision.domain.obligation import Obligation
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttempt:
    """`id` is the device's; `happened_at` None means now."""

    obligation_id: UUID
    id: UUID
    happened_at: datetime | None
    channel: Channel
    target: Target
    reached: bool
    version: int | None = None


def record_attempt(unit: Unit, order: RecordAttempt) -> Obligation:
    """A try; when it shows that nobody can be reached, a home visit opens that same moment."""
    obligation = own_obligation(unit, order.obligation_id)
    at = order.happened_at or unit.now
    attempt = Attempt(
        id=order.id,
        at=at,
        channel=order.channel,
        target=order.target,
        reached=order.reached,
        by=unit.actor.id,
    )
    tried, happened = obligation.attempt(attempt, on=office_day(unit, at), today=unit.today)
    if not happened:
        return obligation
    unit.obligations.get(obligation.id, order.version)
    saved = unit.obligations.save(tried)
    unit.publish(*happened)
    if saved.is_open:
        _visit_when_unreachable(unit, before=obligation, now=saved)
    return saved


def _visit_when_unreachable(unit: Unit, *, before: Obligation, now: Obligation) -> None:
    """Once for a meeting, at the try that makes it plain; none while a visit is open already."""
    if not tried_two_ways(now.attempts):
        return
    case = case_of(unit, now)
    policy = unit.policy_of(case)
    plain = nobody_reached(now.attempts, policy) and not nobody_reached(before.attempts, policy)
    if not (plain and case.is_active) or case.open_visit is not None:
        return
    visit, opened = open_visit(
        id=new_id(),
        office_id=case.office_id,
        case_id=case.id,
        person_id=case.person_id,
        officer_id=case.officer_id,
        obligation_id=now.id,
        today=unit.today,
        policy=policy,
        calendar=unit.calendars.working_days(),
    )
    unit.visits.add(visit)
    unit.cases.save(case.with_visit(visit.id))
    unit.publish(*opened)
