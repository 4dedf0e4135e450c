"""Orders: when one no longer runs, nothing more is told of it, before anything else leaves."""

from dataclasses import dataclass
from uuid import UUID

from chassis.handlers import follows
from notifications.commands.inbox import TellStaff, tell_staff
from notifications.commands.planning import stop
from notifications.domain.inbox import Kind
from notifications.domain.person import Person, Standing
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTold:
    order_id: UUID
    person_id: UUID


@follows("registry.order-registered", version=1, reads={"persons": "person_id"})
def know_order(unit: Unit, event: OrderTold) -> None:
    _standing(unit, event, Standing.ACTIVE)


@follows("registry.order-suspended", version=1, reads={"persons": "person_id"})
def stop_for_suspension(unit: Unit, event: OrderTold) -> None:
    """Back in prison perhaps: not one message more."""
    _stop(unit, event, Standing.SUSPENDED, Kind.ORDER_SUSPENDED)


@follows("registry.order-revoked", version=1, reads={"persons": "person_id"})
def stop_for_revocation(unit: Unit, event: OrderTold) -> None:
    _stop(unit, event, Standing.ENDED, Kind.ORDER_REVOKED)


@follows("registry.order-completed", version=1, reads={"persons": "person_id"})
def stop_for_completion(unit: Unit, event: OrderTold) -> None:
    _stop(unit, event, Standing.ENDED, Kind.ORDER_COMPLETED)


@follows("registry.order-reinstated", version=1, reads={"persons": "person_id"})
def tell_again(unit: Unit, event: OrderTold) -> None:
    """Supervision schedules anew what is owed again; that is what people are reminded of."""
    person = _standing(unit, event, Standing.ACTIVE)
    _tell_officer(unit, person, event, Kind.ORDER_REINSTATED)


def _stop(unit: Unit, event: OrderTold, standing: Standing, kind: Kind) -> None:
    person = _standing(unit, event, standing)
    another_runs = person.may_be_told(None)
    stop(unit, person.id, kind.value, of=event.order_id if another_runs else None)
    _tell_officer(unit, person, event, kind)


def _standing(unit: Unit, event: OrderTold, standing: Standing) -> Person:
    person = unit.persons.known_or_new(event.person_id)
    return unit.persons.keep(person.with_order(event.order_id, standing))


def _tell_officer(unit: Unit, person: Person, event: OrderTold, kind: Kind) -> None:
    tell_staff(
        unit,
        TellStaff(
            kind=kind,
            user_id=person.officer_id,
            role="supervisor",
            person_id=person.id,
            facts={"order_id": str(event.order_id)},
        ),
    )
