"""Officers: one document a user, found in every office in which the user works."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pymongo import IndexModel

from chassis.repository import Repository
from chassis.unit import UnitOfWork
from supervision.domain.officer import ServingOfficer


class Officers(Repository[ServingOfficer]):
    """`office_id` is the user's home office."""

    name = "officers"
    shape = ServingOfficer
    indexes = (IndexModel([("offices", 1), ("active", 1)], name="at_work"),)

    def __init__(self, unit: UnitOfWork) -> None:
        super().__init__(unit)
        self._at_work: dict[str, list[UUID]] = {}

    def within(self) -> Mapping[str, Any]:
        return {"offices": self.unit.office_id}

    def _ours(self, aggregate: ServingOfficer) -> bool:
        return self.unit.office_id in aggregate.offices

    def at_work(self) -> list[ServingOfficer]:
        """Those who may be given cases in this office now. Asked once a unit."""
        office = self.unit.office_id
        if office not in self._at_work:
            self._at_work[office] = [each.id for each in self._many({"active": True})]
        return list(self.get_many(self._at_work[office]).values())

    def all(self) -> list[ServingOfficer]:
        """Those who are officers here, and those who were."""
        return self._many({})

    def wherever(self, user_id: UUID) -> ServingOfficer | None:
        """The officer, in whatever office: a user's facts come from his home office alone."""
        known = self.unit.tracked(user_id)
        if known is not None:
            found: ServingOfficer = known.aggregate
            return found
        kept = self.collection.find_one({"_id": user_id}, session=self.unit.session)
        return None if kept is None else self._read(kept)

    def add(self, aggregate: ServingOfficer) -> ServingOfficer:
        self._at_work.clear()
        return super().add(aggregate)

    def save(self, aggregate: ServingOfficer) -> ServingOfficer:
        self._at_work.clear()
        return super().save(aggregate)
