"""Persons, as registry tells of them: no name, no number."""

from dataclasses import dataclass, replace
from uuid import UUID

from chassis.handlers import follows
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    person_id: UUID
    protected: bool


@follows("registry.person-recorded", version=1, reads={"persons": "person_id"})
def know_person(unit: Unit, event: PersonTold) -> None:
    unit.note_office()
    person = unit.persons.known_or_new(event.person_id)
    unit.persons.keep(replace(person, protected=event.protected))


@follows("registry.person-changed", version=1, reads={"persons": "person_id"})
def know_changed_person(unit: Unit, event: PersonTold) -> None:
    """Perhaps another number: ways that led nowhere are tried again."""
    person = unit.persons.known_or_new(event.person_id)
    unit.persons.keep(person.with_changed_contacts(protected=event.protected))
