"""What the calendar alone brings about (R2, R10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from chassis.ids import new_id
from supervision.commands.begin import AHEAD
from supervision.domain.scheduling import owe_until
from supervision.unit import Unit

LOT = timedelta(weeks=4)
"""What is owed is scheduled for so long at a time: a case is not written anew every week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForCases:
    """Cases for which something was due on `day`."""

    day: date
    case_ids: tuple[UUID, ...]


def schedule_ahead(unit: Unit, order: ForCases) -> int:
    """Meetings are owed at least eight weeks ahead; how many are new. Again: none."""
    owed_now = 0
    calendar = unit.calendars.working_days()
    for case in unit.cases.get_many(order.case_ids).values():
        if not case.is_active or case.scheduled_until >= order.day + AHEAD:
            continue
        policy = unit.policy_of(case)
        scheduled, owed = owe_until(order.day + AHEAD + LOT, case, policy, calendar, new_id)
        unit.cases.save(scheduled)
        for obligation, told in owed:
            unit.obligations.add(obligation)
            unit.publish(told)
        owed_now += len(owed)
    return owed_now


def tell_late_starts(unit: Unit, order: ForCases) -> int:
    """A first contact that is late is told once; how many were told now."""
    told_now = 0
    for case in unit.cases.get_many(order.case_ids).values():
        told, happened = case.tell_start_overdue(order.day)
        if happened:
            unit.cases.save(told)
            unit.publish(*happened)
            told_now += 1
    return told_now
