"""Pages of a list: so many documents after the last one seen, in the order of their ids."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

BY_ID = [("_id", 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """At most `limit`, those that come after the id `after`."""

    limit: int = 50
    after: UUID | None = None

    @property
    def query(self) -> dict[str, Any]:
        return {"_id": {"$gt": self.after}} if self.after else {}
