"""Whom cases are about, as the registry tells: enough for a list, the name sealed.

A fact about a person only says how codes are now and that the name must be asked for again;
names come by `names.py`. Never telephone, national id, address, birth date or offence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pymongo import IndexModel, UpdateOne
from pymongo.database import Database

from chassis.privacy import Vault
from chassis.store import CollectionPlan, Document, from_document
from chassis.unit import UnitOfWork

NAME = "people"
PLAN = CollectionPlan(NAME, [IndexModel([("office_id", 1), ("ask_at", 1)], name="stale")])
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


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
        found = {each: Person(id=each) for each in wanted}
        if wanted:
            query = {"_id": {"$in": wanted}, "office_id": self.unit.office_id}
            for each in self.collection.find(query, session=self.unit.session):
                found[each["_id"]] = _opened(each, self.unit.around.vault)
        return found

    def told(self, person_id: UUID, codes: Mapping[str, Any]) -> None:
        """So it is now with this person, and the name may be another."""
        change = {
            "$set": {**codes, "office_id": self.unit.office_id, "ask_at": datetime.now(UTC)},
            "$inc": {"marks": 1},
        }
        self._write(UpdateOne({"_id": person_id}, change, upsert=True, namespace=self._namespace))

    def expect(self, person_id: UUID, codes: Mapping[str, Any]) -> None:
        """So it is with this person unless more is known already."""
        first = {
            **codes,
            "office_id": self.unit.office_id,
            "ask_at": datetime.now(UTC),
            "marks": 1,
        }
        change = {"$setOnInsert": first}
        self._write(UpdateOne({"_id": person_id}, change, upsert=True, namespace=self._namespace))

    def _write(self, operation: UpdateOne) -> None:
        self.unit.write(NAME, operation)

    @property
    def _namespace(self) -> str:
        return f"{self.unit.around.database.name}.{NAME}"


def stale(
    database: Database[Document], office_id: str, now: datetime, limit: int
) -> dict[UUID, int]:
    """Whose names are to be asked for now, each with the mark that the answer must find again."""
    due = {"$gt": LONG_AGO, "$lte": now}
    found = database[NAME].find({"office_id": office_id, "ask_at": due}, {"marks": 1}).limit(limit)
    return {each["_id"]: each["marks"] for each in found}


def keep_names(
    database: Database[Document], vault: Vault, names: Mapping[UUID, str], marks: Mapping[UUID, int]
) -> None:
    """Keep what the registry told, unless the person changed again since it was asked."""
    database[NAME].bulk_write(
        [
            UpdateOne(
                {"_id": each, "marks": marks[each]},
                {"$set": {"sealed": vault.seal({"name": name})}, "$unset": {"ask_at": ""}},
            )
            for each, name in names.items()
        ],
        ordered=False,
    )


def ask_again(database: Database[Document], ids: Iterable[UUID], at: datetime) -> None:
    """Nobody told these names: ask again then."""
    change = {"$set": {"ask_at": at}}
    database[NAME].bulk_write([UpdateOne({"_id": each}, change) for each in ids], ordered=False)


def _opened(document: Document, vault: Vault) -> Person:
    sealed = document.get("sealed")
    return from_document({**document, **(vault.open(sealed) if sealed else {})}, Person)
