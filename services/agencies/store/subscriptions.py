"""Subscriptions of other agencies."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from pymongo import IndexModel
from pymongo.database import Database

from agencies.domain.subscription import FLOWING, OPEN, State, Subscription
from chassis.repository import Repository
from chassis.store import Document, from_document
from chassis.unit import UnitOfWork

BY_ID = [("_id", 1)]


class Subscriptions(Repository[Subscription]):
    """An agency has at most one in an office that has not ended."""

    name = "subscriptions"
    shape = Subscription
    indexes: ClassVar[Sequence[IndexModel]] = (
        IndexModel(
            [("office_id", 1), ("open", 1)],
            name="one_open",
            unique=True,
            partialFilterExpression={"open": {"$exists": True}},
        ),
        IndexModel([("office_id", 1), ("_id", 1)], name="office"),
    )

    def __init__(self, unit: UnitOfWork) -> None:
        super().__init__(unit)
        self._flowing: dict[str, list[UUID]] = {}

    def hashes(self, aggregate: Subscription) -> Mapping[str, Any]:
        return {"open": aggregate.agency} if aggregate.state in OPEN else {}

    def open_of(self, agency: str) -> Subscription | None:
        """The agency's subscription that has not ended."""
        return self._one({"open": agency})

    def flowing(self) -> list[Subscription]:
        """Those to which events may belong, as they are now in this unit.

        Which they are is read once for an office: a unit routes many events.
        """
        office = self.unit.office_id
        if office not in self._flowing:
            found = self._many({"state": {"$in": [each.value for each in FLOWING]}}, sort=BY_ID)
            self._flowing[office] = [each.id for each in found]
        return list(self.get_many(self._flowing[office]).values())

    def listed(self, *, state: State | None, after: UUID | None, limit: int) -> list[Subscription]:
        """The next ones after `after`, by id."""
        query: dict[str, Any] = {"_id": {"$gt": after}} if after else {}
        if state is not None:
            query["state"] = state.value
        return self._many(query, sort=BY_ID, limit=limit)

    def all_of_office(self) -> list[Subscription]:
        return self._many({}, sort=BY_ID)


def flowing_everywhere(database: Database[Document]) -> list[Subscription]:
    """Of all offices: those whose queues are to be filled."""
    return _where(database, {"state": {"$in": [each.value for each in FLOWING]}})


def to_take_back(database: Database[Document]) -> list[Subscription]:
    """Of all offices: those that have ended and could still read something."""
    return _where(database, {"state": State.ENDED.value, "has_access": True})


def has_open(database: Database[Document], like: Subscription) -> bool:
    """Whether the same agency has one in the same office that has not ended."""
    query = {"office_id": like.office_id, "open": like.agency}
    return database[Subscriptions.name].find_one(query, {"_id": 1}) is not None


def _where(database: Database[Document], query: Mapping[str, Any]) -> list[Subscription]:
    found = database[Subscriptions.name].find(query).sort(BY_ID)
    return [from_document(each, Subscription) for each in found]
