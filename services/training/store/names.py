"""Names of people, sealed, and which of them are to be asked for; names come by `names.py`."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from pymongo import IndexModel, UpdateOne
from pymongo.database import Database

from chassis.privacy import Vault
from chassis.store import CollectionPlan, Document
from chassis.unit import UnitOfWork

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Names:
    """The names within the unit's office. Each change told of a person leaves a mark."""

    PLAN: ClassVar = CollectionPlan(
        "names", [IndexModel([("office_id", 1), ("ask_at", 1)], name="stale")]
    )

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._kept = unit.around.database[self.PLAN.name]

    def of(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """The names that registry gave so far."""
        query = {"_id": {"$in": list(ids)}, "office_id": self._unit.office_id}
        found = self._kept.find(query, session=self._unit.session)
        opened = ((each["_id"], each.get("sealed")) for each in found)
        vault = self._unit.around.vault
        return {ident: vault.open(sealed)["name"] for ident, sealed in opened if sealed}

    def may_have_changed(self, person_id: UUID) -> None:
        """Ask for the name, soon."""
        change = {
            "$set": {"office_id": self._unit.office_id, "ask_at": datetime.now(UTC)},
            "$inc": {"marks": 1},
        }
        namespace = f"{self._unit.around.database.name}.{self.PLAN.name}"
        self._unit.write(
            self.PLAN.name,
            UpdateOne({"_id": person_id}, change, upsert=True, namespace=namespace),
        )


def stale(
    database: Database[Document], office_id: str, now: datetime, limit: int
) -> dict[UUID, int]:
    """Whose names are to be asked for now, each with the mark that the answer must find again."""
    due = {"$gt": LONG_AGO, "$lte": now}
    query = {"office_id": office_id, "ask_at": due}
    found = database[Names.PLAN.name].find(query, {"marks": 1}).limit(limit)
    return {each["_id"]: each["marks"] for each in found}


def keep(
    database: Database[Document], vault: Vault, names: Mapping[UUID, str], marks: Mapping[UUID, int]
) -> None:
    """Keep what registry told; of who changed again since it was asked, it is asked once more."""
    for ident, name in names.items():
        database[Names.PLAN.name].update_one(
            {"_id": ident, "marks": marks[ident]},
            {"$set": {"sealed": vault.seal({"name": name})}, "$unset": {"ask_at": ""}},
        )


def ask_again(database: Database[Document], ids: Iterable[UUID], at: datetime) -> None:
    """Nobody told these names: ask again then."""
    query = {"_id": {"$in": list(ids)}}
    database[Names.PLAN.name].update_many(query, {"$set": {"ask_at": at}})
