"""A meeting that is owed, with its case, for who may record something of it."""

from datetime import date, datetime
from uuid import UUID

from chassis.clock import day_of
from supervision.domain.case import SupervisionCase
from supervision.domain.obligation import Obligation
from supervision.own_case import check_own
from supervision.unit import Unit


def own_obligation(
    unit: Unit, obligation_id: UUID, version: int | None = None
) -> tuple[Obligation, SupervisionCase]:
    """NotOwnCase for an officer who does not answer for it."""
    obligation = unit.obligations.get(obligation_id, version)
    case = unit.cases.get(obligation.case_id)
    check_own(unit.actor, case)
    return obligation, case


def office_day(unit: Unit, instant: datetime) -> date:
    """The day that the office's calendar showed at that instant."""
    return day_of(instant, unit.around.zone)
