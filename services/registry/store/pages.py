"""Pages of a list: so many documents after the last one seen, in the order of their ids."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

BY_ID = [("_id", 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """At most `limit`, those that come after the id `after`."""

    limit: int = 50
    after: UUID | None = None

    def query(self, among: Collection[UUID] | None = None) -> dict[str, Any]:
        """`among`: the ids that come into question; None for all."""
        asked: dict[str, Any] = {"$gt": self.after} if self.after else {}
        if among is not None:
            asked["$in"] = list(among)
        return {"_id": asked} if asked else {}
