"""Whom cases are about, as the registry tells: enough for a list, the name sealed.

A fact about a person only says how codes are now and that the name must be asked for again;
the registry tells it (`chassis.names`). Never telephone, national id, address, birth date or
offence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pymongo import UpdateOne

from chassis import names
from chassis.privacy import Vault
from chassis.store import CollectionPlan, Document, from_document
from chassis.unit import UnitOfWork

NAME = "people"
PLAN = CollectionPlan(NAME, [names.MARKED])


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a list shows of a person. `name` is None until the registry has told it."""

    id: UUID
    name: str | None = None
    kecamatan: str | None = None
    sex: str | None = None
    age_class: str | None = None
    device: str | None = None
    internet: str | None = None
    phone_known: bool | None = None
    protected: bool = False


class People:
    """The projection, within the unit's office."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.unit = unit
        self.collection = unit.around.database[NAME]

    def of(self, ids: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Every one of `ids`, those of whom nothing is known yet too; one query."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        query = {"_id": {"$in": wanted}}
        return self.shown(wanted, self.collection.find(query, session=self.unit.session))

    def shown(self, ids: Iterable[UUID], kept: Iterable[Document]) -> Mapping[UUID, Person]:
        """Every one of `ids`, as these documents have them; nothing is shown of other offices'."""
        people = {each: Person(id=each) for each in ids}
        for each in kept:
            if each["office_id"] == self.unit.office_id:
                people[each["_id"]] = _opened(each, self.unit.around.vault)
        return people

    def told(self, person_id: UUID, codes: Mapping[str, Any]) -> None:
        """So it is now with this person, and the name may be another."""
        names.mark(self.unit, NAME, person_id, codes)

    def expect(self, person_id: UUID, codes: Mapping[str, Any]) -> None:
        """So it is with this person unless more is known already."""
        first = {
            **codes,
            "office_id": self.unit.office_id,
            "ask_at": datetime.now(UTC),
            "marks": 1,
        }
        change = {"$setOnInsert": first}
        namespace = f"{self.unit.around.database.name}.{NAME}"
        self.unit.write(
            NAME, UpdateOne({"_id": person_id}, change, upsert=True, namespace=namespace)
        )


def _opened(document: Document, vault: Vault) -> Person:
    sealed = document.get("sealed")
    return from_document({**document, **(vault.open(sealed) if sealed else {})}, Person)
