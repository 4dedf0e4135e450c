"""A meeting that is owed, with its case, for who may record something of it."""

from datetime import date, datetime
from uuid import UUID

from chassis.clock import day_of
from chassis.own import sees_all
from supervision.domain.case import SupervisionCase
from supervision.domain.obligation import Obligation
from supervision.own_case import check_own
from supervision.unit import Unit


def own_obligation(unit: Unit, obligation_id: UUID, version: int | None = None) -> Obligation:
    """The obligation; NotOwnClient for an officer who does not answer for its case.

    An open one goes with the case from officer to officer; a closed one keeps the officer under
    whom it was closed, so its case is asked.
    """
    obligation = unit.obligations.get(obligation_id, version)
    if not sees_all(unit.actor):
        check_own(unit.actor, obligation if obligation.is_open else case_of(unit, obligation))
    return obligation


def case_of(unit: Unit, obligation: Obligation) -> SupervisionCase:
    return unit.cases.get(obligation.case_id)


def office_day(unit: Unit, instant: datetime) -> date:
    """The day that the office's calendar showed at that instant."""
    return day_of(instant, unit.around.zone)
