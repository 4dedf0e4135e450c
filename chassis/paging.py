"""Lists are read in the order of their ids, a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

BY_ID, NEWEST_FIRST = [("_id", 1)], [("_id", -1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """At most `limit` things, going on after the one with the id `after`."""

    limit: int = 50
    after: UUID | None = None

    def where(self, among: Collection[UUID] | None = None, **given: Any) -> dict[str, Any]:
        """The page's own condition, and those of `given` that are not None.

        `among`: the ids that come into question; None for all.
        """
        ids: dict[str, Any] = {} if self.after is None else {"$gt": self.after}
        if among is not None:
            ids["$in"] = list(among)
        return {**_asked(given), **({"_id": ids} if ids else {})}

    def older(self, **given: Any) -> dict[str, Any]:
        """The same of a list that begins with the newest."""
        return {**_asked(given), **({"_id": {"$lt": self.after}} if self.after else {})}


def _asked(given: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in given.items() if each is not None}
