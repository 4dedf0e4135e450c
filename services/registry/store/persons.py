"""Persons: sealed but for what counts and searches need, and that as keyed hashes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from chassis.lists import Listed
from chassis.paging import Page
from chassis.store import Store
from registry.domain.ages import ADULT_AGE, birthday
from registry.domain.names import search_words
from registry.domain.person import Person
from registry.domain.recognition import person_key
from registry.domain.repeats import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSearch:
    """All that is given must be so. `phone` is E.164, `words` are of the name or alias."""

    nik: str | None = None
    nik_last4: str | None = None
    phone: str | None = None
    words: frozenset[str] = frozenset()


def _by(field: str, **options: Any) -> IndexModel:
    keys = [("office_id", ASCENDING), (field, ASCENDING), ("_id", ASCENDING)]
    return IndexModel(keys, name=field, **options)


class Persons(Listed[Person]):
    """A NIK is one person's in an office, and a name with a birth date and no NIK is as well."""

    name = "persons"
    shape = Person
    sealed = frozenset({"particulars", "guarantor", "protected_until", "described_on"})
    indexes: ClassVar[Sequence[IndexModel]] = (
        IndexModel(
            [("office_id", ASCENDING), ("known_by", ASCENDING)], name="one_person", unique=True
        ),
        *(_by(each) for each in ("nik_last4", "phones", "namesake", "turns")),
    )
    lists = ((), ("words",))

    def hashes(self, aggregate: Person) -> Mapping[str, Any]:
        """`known_by`: the NIK, else name and birth date.

        `turns`: days to come on which age class or protection change of themselves.
        """
        known, seal = aggregate.particulars, self.unit.around.vault.hash
        phones = {known.phone, aggregate.guarantor.phone} - {None}
        namesake = self._namesake(person_key(aggregate))
        return {
            "known_by": self._nik(known.nik) if known.nik else namesake,
            "nik_last4": seal("nik_last4", known.nik[-4:]) if known.nik else None,
            "namesake": namesake,
            "phones": [seal("phone", each) for each in sorted(map(str, phones))],
            "words": [seal("word", each) for each in sorted(_words(aggregate))],
            "turns": [self._turn(each) for each in _turns(aggregate) if each > self.unit.today],
        }

    def alike(self, niks: Collection[str], names: Collection[Key]) -> list[Person]:
        """Everybody with one of these NIKs, or with one of these names and birth dates."""
        found = []
        if niks:
            found += self._many({"known_by": {"$in": [self._nik(each) for each in niks]}})
        found += self._many({"namesake": {"$in": [self._namesake(each) for each in names]}})
        return list({each.id: each for each in found}.values())

    def matching(
        self, search: PersonSearch, page: Page, among: Collection[UUID] | None
    ) -> list[Person]:
        """Among the persons with these ids; None for everybody.

        Of several words the longest, which few have, finds those who may bear them all.
        """
        vault, query = self.unit.around.vault, dict[str, Any]()
        if search.nik:
            query["known_by"] = self._nik(search.nik)
        if search.nik_last4:
            query["nik_last4"] = vault.hash("nik_last4", search.nik_last4)
        if search.phone:
            query["phones"] = vault.hash("phone", search.phone)
        words = [vault.hash("word", each) for each in sorted(search.words, key=len, reverse=True)]
        rest = {**query, "words": {"$all": words}} if words else query
        if among is not None:
            return self._of(page.onward(among), page, {}, rest)
        for each in ("known_by", "phones", "nik_last4"):
            if each in query:
                return self._page_of_few(page, {each: query[each]}, rest)
        longest = words[0] if words else None
        return self._page(page, {"words": longest}, rest if len(words) > 1 else None)

    def turning(self, on: date) -> list[Person]:
        """Whose age class or protection changes on that day."""
        return self._many({"turns": self._turn(on)})

    def count(self) -> int:
        return self._count({})

    def _nik(self, nik: str) -> bytes:
        return self.unit.around.vault.hash("nik", nik)

    def _namesake(self, key: Key) -> bytes:
        return self.unit.around.vault.hash("namesake", "\0".join(key))

    def _turn(self, on: date) -> bytes:
        return self.unit.around.vault.hash("turn", on.isoformat())


def offices(store: Store) -> list[str]:
    """Every office with persons on record."""
    return sorted(store[Persons.name].distinct("office_id"))


def _words(person: Person) -> frozenset[str]:
    return search_words(person.particulars.name, person.particulars.alias)


def _turns(person: Person) -> Iterator[date]:
    yield birthday(person.particulars.birth_date, ADULT_AGE)
    if person.protected_until:
        yield person.protected_until
