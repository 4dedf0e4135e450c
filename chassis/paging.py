"""Lists are read in the order of their ids, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

BY_ID = [("_id", 1)]
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """At most `limit` things, going on after the one with the id `after`."""

    limit: int = 50
    after: UUID | None = None
    newest_first: bool = False

    @property
    def sort(self) -> list[tuple[str, int]]:
        return [("_id", -1 if self.newest_first else 1)]

    def until(self, end: UUID | None) -> dict[str, UUID]:
        """The ids ahead, through `end`: bounded on both sides also where there is no end."""
        if self.newest_first:
            return {"$lt": self.after or LAST, "$gte": end or FIRST}
        return {"$gt": self.after or FIRST, "$lte": end or LAST}

    def onward(self, ids: Iterable[UUID]) -> list[UUID]:
        """Those of `ids` that lie ahead, in order."""
        return sorted(filter(self._is_ahead, ids), reverse=self.newest_first)

    def _is_ahead(self, ident: UUID) -> bool:
        if self.after is None:
            return True
        return ident < self.after if self.newest_first else ident > self.after
