"""An order in force begins its case the same day, telephone or not (R2, R4, R10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from chassis.ids import new_id
from supervision.commands.assign import assigned_by_rule
from supervision.domain.calendar import Calendar
from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import visit_instead_of_calls
from supervision.domain.policies import Policy, policy_for
from supervision.domain.scheduling import begin, owe_until
from supervision.policy_files import shipped_policies
from supervision.unit import Unit

AHEAD = timedelta(weeks=8)
"""How far ahead meetings are owed, from today or from the order's start where that is later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginSupervision:
    """An order as the registry registered it. `phone_known`: any number at all, whoever's."""

    order_id: UUID
    person_id: UUID
    scheme: str
    decree_date: date
    start: date
    end: date
    handed_over: date
    kecamatan: str | None
    phone_known: bool


def begin_supervision(unit: Unit, order: BeginSupervision) -> SupervisionCase:
    """The case, its officer where the office has one, its meetings, a visit for who has no phone.

    Windows that ended between handover and today are owed and closed at once: the office had
    the client then and tried nothing. An order that is known already changes nothing.
    """
    known = unit.cases.get_or_none(order.order_id)
    if known is not None:
        return known
    policy = policy_for(order.scheme, order.decree_date, shipped_policies())
    calendar = unit.calendars.of_office().as_calendar()
    case, assigned = assigned_by_rule(unit, _case(unit, order, policy, calendar), policy)
    until = max(unit.today, case.start) + AHEAD
    case, owed = owe_until(until, case, policy, calendar, new_id)
    visit, opened = visit_instead_of_calls(
        case, id=new_id(), today=unit.today, policy=policy, calendar=calendar
    )
    saved = unit.cases.add(case.with_visit(visit.id) if visit else case)
    unit.publish(*assigned)
    for obligation, scheduled in owed:
        closed = obligation.window_end <= unit.today
        settled, over = obligation.close(unit.today, policy) if closed else (obligation, ())
        unit.obligations.add(settled)
        unit.publish(scheduled, *over)
    if visit is not None:
        unit.visits.add(visit)
        unit.publish(*opened)
    return saved


def _case(
    unit: Unit, order: BeginSupervision, policy: Policy, calendar: Calendar
) -> SupervisionCase:
    return begin(
        id=order.order_id,
        office_id=unit.office_id,
        person_id=order.person_id,
        scheme=order.scheme,
        decree_date=order.decree_date,
        start=order.start,
        end=order.end,
        kecamatan=order.kecamatan,
        phone_known=order.phone_known,
        handed_over=order.handed_over,
        policy=policy,
        calendar=calendar,
    )
