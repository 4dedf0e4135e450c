"""Users as the store keeps them: who they are is sealed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pymongo import IndexModel

from chassis.repository import Repository
from identity.domain.user import User


class Users(Repository[User]):
    """The users who work in the unit's office, whichever their home office is."""

    name = "users"
    shape = User
    sealed = frozenset({"username", "name"})
    indexes = (IndexModel([("offices", 1), ("_id", 1)], name="in_office"),)

    def within(self) -> Mapping[str, Any]:
        return {"offices": self.unit.office_id}

    def _ours(self, aggregate: User) -> bool:
        return self.unit.office_id in aggregate.offices

    def page(self, *, role: str | None, after: UUID | None, limit: int) -> list[User]:
        """The next ones after `after`, by id; with `role`, those who have it."""
        query: dict[str, Any] = {"_id": {"$gt": after}} if after else {}
        if role is not None:
            query["roles"] = role
        return self._many(query, sort=[("_id", 1)], limit=limit)

    def wherever(self, user_id: UUID) -> User | None:
        """The user, in whatever office: for the user's own sign-in and account."""
        found = self.collection.find_one({"_id": user_id}, session=self.unit.session)
        return None if found is None else self._read(found)

    def is_empty(self) -> bool:
        """Whether the installation has no user at all."""
        return self.collection.find_one({}, {"_id": 1}, session=self.unit.session) is None
