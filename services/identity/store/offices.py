"""Offices as the store keeps them."""

from collections.abc import Iterable, Mapping
from typing import Any

from pymongo import IndexModel

from chassis.repository import Repository
from identity.domain import refusals
from identity.domain.office import Office, id_of


class Offices(Repository[Office]):
    """All offices of the installation: an office belongs to itself, and everyone may know it."""

    name = "offices"
    shape = Office
    indexes = (IndexModel("office_id", unique=True, name="code"),)

    def within(self) -> Mapping[str, Any]:
        return {}

    def _ours(self, aggregate: Office) -> bool:
        return True

    def page(self, *, after: str | None, limit: int) -> list[Office]:
        """The next ones after the code `after`, by code."""
        query = {"office_id": {"$gt": after}} if after else {}
        return self._many(query, sort=[("office_id", 1)], limit=limit)

    def check_known(self, codes: Iterable[str]) -> None:
        """All of them are offices; OfficeUnknown names the others."""
        ids = {id_of(each): each for each in codes}
        unknown = sorted(ids[each] for each in ids.keys() - self.get_many(list(ids)).keys())
        if unknown:
            raise refusals.OfficeUnknown(field="offices", offices=", ".join(unknown))
