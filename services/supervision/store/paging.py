"""Pages of a list: in order of their ids, going on after the last one of the page before."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

ORDER = [("_id", 1)]


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` things whose ids sort after `after`."""

    limit: int = 50
    after: UUID | None = None

    def of(self, **asked: Any) -> dict[str, Any]:
        """A query of those fields that were asked for, and of this page."""
        query = {name: each for name, each in asked.items() if each is not None}
        return query | {"_id": {"$gt": self.after}} if self.after else query

    def has(self, id: UUID) -> bool:
        """Whether it comes on this page or a later one."""
        return self.after is None or id > self.after
