"""Whose papers an officer may see: those of persons with an order for which he answers."""

from collections.abc import Collection
from uuid import UUID

from chassis.own import NotOwnClient, sees_all
from registry.store import RegistryUnit


def clients(unit: RegistryUnit, person_id: UUID | None = None) -> Collection[UUID] | None:
    """Those whom the caller may see, of `person_id` alone where given; None: everybody."""
    if not sees_all(unit.actor):
        return unit.orders.clients_of(UUID(unit.actor.id), person_id)
    return None if person_id is None else (person_id,)


def is_own(unit: RegistryUnit, person_id: UUID) -> bool:
    return person_id in (clients(unit, person_id) or ())


def check_own(unit: RegistryUnit, person_id: UUID) -> None:
    """NotOwnClient for an officer who answers for no order of this person."""
    if not is_own(unit, person_id):
        raise NotOwnClient(field="person_id")
