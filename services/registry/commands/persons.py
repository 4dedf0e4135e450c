"""What is known of a person, put right."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from registry.commands.acting import act_of
from registry.domain.person import Person
from registry.own import check_own
from registry.store import RegistryUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson:
    """The fields that are another now, by name; of an address only the parts that are."""

    person_id: UUID
    version: int | None
    particulars: dict[str, Any] = field(default_factory=dict)
    guarantor: dict[str, Any] = field(default_factory=dict)


def correct_person(unit: RegistryUnit, order: CorrectPerson) -> Person:
    """Telephone, address, device, internet and guarantor, as the client says now (R4, R26)."""
    person = unit.persons.get(order.person_id, order.version)
    check_own(unit, person.id)
    corrected, told = person.corrected(order.particulars, order.guarantor, act=act_of(unit))
    if not told:
        return person
    saved = unit.persons.save(corrected)
    unit.publish(*told)
    return saved


def come_of_age(unit: RegistryUnit, on: date) -> int:
    """Tell of everybody whose age class or protection changes on this day (R6)."""
    persons = unit.persons.turning(on)
    for each in persons:
        person, told = each.came_of_age(act=act_of(unit))
        unit.persons.save(person)
        unit.publish(told)
    return len(persons)
