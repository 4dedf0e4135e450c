"""The router: what happened is passed on to those whose own it is, once each and in order."""

from uuid import UUID

from agencies.domain.case import Case
from agencies.domain.catalogue import KINDS
from agencies.domain.letter import letter, order_of
from agencies.store import Unit
from chassis.envelope import Envelope
from chassis.handlers import follows


@follows(*KINDS, version=1)
def route(unit: Unit, event: Envelope) -> None:
    """Whatever is written for an agency is written with the cursor: once in effect (R7, R36)."""
    case = _case(unit, event)
    for each in unit.subscriptions.flowing():
        if each.covers(event.kind, case, event.time):
            counted = unit.subscriptions.save(each.counted())
            unit.deliveries.add(counted, letter(event, counted))


def _case(unit: Unit, event: Envelope) -> Case | None:
    """The case that it is about, with what this event says of it."""
    order_id = order_of(event)
    if order_id is None:
        return None
    known = unit.cases.get_or_none(order_id) or Case(
        id=order_id, office_id=unit.office_id, person_id=UUID(event.data["person_id"])
    )
    return unit.cases.keep(known.told(event.data.get("prosecutor")))
