"""Who is this person, and who is known by this?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.auth import Role
from chassis.own import NotOwnClient
from chassis.paging import Page
from registry.domain.person import Person
from registry.domain.timeline import Line, timeline
from registry.own import check_own, clients, is_own
from registry.questions.reading import record_reading
from registry.store import RegistryUnit
from registry.store.persons import PersonSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPerson:
    person_id: UUID
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPersons:
    """`number`: the register number of an order of theirs."""

    search: PersonSearch
    number: str | None
    page: Page
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    person: Person
    reason: str | None


@dataclass(frozen=True, slots=True)
class PersonOnDay:
    """A person as of today; `whole` unless only what a list may show of one protected.

    `own`: whether the caller may see more than who teaches.
    """

    person: Person
    today: date
    whole: bool = True
    own: bool = True


def read_person(unit: RegistryUnit, asked: AskPerson) -> PersonOnDay:
    person = unit.persons.get(asked.person_id)
    own = is_own(unit, person.id)
    if not own and Role.TRAINER not in unit.actor.roles:
        raise NotOwnClient(field="person_id")
    _record(unit, "read_person", person, asked)
    return PersonOnDay(person, unit.today, own=own)


def read_nik(unit: RegistryUnit, asked: AskPerson) -> str | None:
    """The whole number, which is shown nowhere else."""
    return _read(unit, "read_nik", asked).particulars.nik


def read_timeline(unit: RegistryUnit, asked: AskPerson) -> list[Line]:
    person = _read(unit, "read_timeline", asked)
    return timeline(person, unit.orders.of_person(person.id), unit.proposals.of_person(person.id))


def find_persons(unit: RegistryUnit, asked: AskPersons) -> list[PersonOnDay]:
    """Without a reason, or for lists, those who are protected are shown by their initials."""
    found = _found(unit, asked)
    wholly = _wholly(unit, asked.reason)
    record_reading(
        unit, "find_persons", [each.id for each in found], protected=False, reason=asked.reason
    )
    today = unit.today
    return [PersonOnDay(each, today, wholly or not each.is_protected(today)) for each in found]


def name_persons(unit: RegistryUnit, ids: Sequence[UUID]) -> list[PersonOnDay]:
    """Names for the other services, which keep none in events."""
    found = unit.persons.get_many(ids)
    return [PersonOnDay(each, unit.today) for each in found.values()]


def anybody_turning(unit: RegistryUnit, on: date) -> bool:
    """Whether a birthday of this day matters to others."""
    return bool(unit.persons.turning(on))


def as_of_today(unit: RegistryUnit, asked: Changed) -> PersonOnDay:
    """One whom the caller has just changed, as he may see them."""
    protected = asked.person.is_protected(unit.today)
    return PersonOnDay(asked.person, unit.today, not protected or _wholly(unit, asked.reason))


def _wholly(unit: RegistryUnit, reason: str | None) -> bool:
    return bool(reason) or Role.SERVICE in unit.actor.roles


def _read(unit: RegistryUnit, what: str, asked: AskPerson) -> Person:
    person = unit.persons.get(asked.person_id)
    check_own(unit, person.id)
    _record(unit, what, person, asked)
    return person


def _record(unit: RegistryUnit, what: str, person: Person, asked: AskPerson) -> None:
    protected = person.is_protected(unit.today)
    record_reading(unit, what, [person.id], protected=protected, reason=asked.reason)


def _found(unit: RegistryUnit, asked: AskPersons) -> list[Person]:
    if asked.number is None:
        return unit.persons.matching(asked.search, asked.page, clients(unit))
    order = unit.orders.numbered(asked.number)
    if order is None or asked.page.after is not None:
        return []
    return unit.persons.matching(asked.search, Page(), clients(unit, order.person_id))
