"""Accounts of agencies as the store keeps them."""

from collections.abc import Mapping
from typing import Any

from pymongo import IndexModel

from chassis.repository import Repository
from identity.domain.account import Account, id_of


class Accounts(Repository[Account]):
    """The accounts that the unit's office has let in."""

    name = "accounts"
    shape = Account
    indexes = (IndexModel([("offices", 1), ("_id", 1)], name="in_office"),)

    def within(self) -> Mapping[str, Any]:
        return {"offices": self.unit.office_id}

    def _ours(self, aggregate: Account) -> bool:
        return self.unit.office_id in aggregate.offices

    def listed(self) -> list[Account]:
        """All of them, by id."""
        return self._many({}, sort=[("_id", 1)])

    def of_code(self, code: str) -> Account:
        """The one with this code; NotFound where the office has not let it in."""
        return self.get(id_of(code))

    def wherever(self, code: str) -> Account | None:
        """The one with this code, whichever offices let it in, if any."""
        found = self.collection.find_one({"_id": id_of(code)}, session=self.unit.session)
        return None if found is None else self._read(found)
