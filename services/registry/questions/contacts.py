"""How is this person reached, at this moment, and under which orders?

Asked by the service that sends messages, which keeps none of it: a number that was copied is an
old number one day, and an order that was in force may be suspended since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.domain.handover import Device
from registry.domain.person import Person
from registry.store import RegistryUnit
from registry.store.orders import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A person as reached today, with the standing of each order."""

    person: Person
    protected: bool
    orders: tuple[Standing, ...]

    @property
    def shared_phone(self) -> bool:
        """Others read what comes to it: it is borrowed, or is the guarantor's own."""
        phone = self.person.particulars.phone
        borrowed = self.person.particulars.device is Device.BORROWED
        return borrowed or (phone is not None and phone == self.person.guarantor.phone)


def reach_persons(unit: RegistryUnit, ids: Sequence[UUID]) -> list[Reached]:
    """Those of `ids` that are known; who was asked for is recorded."""
    found = unit.persons.get_many(ids)
    orders: dict[UUID, list[Standing]] = {each: [] for each in found}
    for each in unit.orders.standings_of(list(found)):
        orders[each.person_id].append(each)
    unit.record("reach_persons", subjects=[str(each) for each in found])
    return [
        Reached(
            person=person,
            protected=person.is_protected(unit.today),
            orders=tuple(orders[person.id]),
        )
        for person in found.values()
    ]
