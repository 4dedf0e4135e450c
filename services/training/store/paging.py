"""Lists are read in the order of their ids, a page at a time."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

BY_ID = [("_id", 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """At most `limit` things, after the one with the id `after`."""

    limit: int = 50
    after: UUID | None = None

    def where(self, **given: Any) -> dict[str, Any]:
        """The page's own condition, and those of `given` that are not None."""
        query = {name: each for name, each in given.items() if each is not None}
        return query if self.after is None else {**query, "_id": {"$gt": self.after}}
