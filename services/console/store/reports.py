"""What imports said, row by row, kept for the length of a working day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from chassis.store import CollectionPlan, Document, Store

KEPT_SECONDS = 8 * 3_600
REPORTS = CollectionPlan(
    "reports", [IndexModel("at", expireAfterSeconds=KEPT_SECONDS, name="forget")]
)
ROWS = CollectionPlan(
    "rows",
    [
        IndexModel([("report", 1), ("rank", 1), ("row", 1)], name="in_order"),
        IndexModel("at", expireAfterSeconds=KEPT_SECONDS, name="forget"),
    ],
)


class Reports:
    """One document a report, and one a row of it."""

    def __init__(self, database: Store) -> None:
        self._reports = database[REPORTS.name]
        self._rows = database[ROWS.name]

    def begin(self, report_id: str, user_id: str) -> bool:
        """Whether this is the first time that it is begun: a double click begins nothing."""
        now = datetime.now(UTC)
        report = {"_id": report_id, "user_id": user_id, "state": "reading", "rows": 0}
        try:
            self._reports.insert_one({**report, "at": now, "counts": {}, "extra": []})
        except DuplicateKeyError:
            return False
        return True

    def add(self, report_id: str, rows: Iterable[Document], counts: Mapping[str, int]) -> None:
        """More rows, and how many there are by now of each outcome."""
        now = datetime.now(UTC)
        kept = [{**each, "report": report_id, "at": now} for each in rows]
        if kept:
            self._rows.insert_many(kept)
        progress = {"rows": sum(counts.values()), "counts": dict(counts), "at": now}
        self._reports.update_one({"_id": report_id}, {"$set": progress})

    def end(self, report_id: str, **outcome: Any) -> None:
        """`state` is how it ended: `done`, `refused` (with `why`) or `cut`."""
        ended = {**outcome, "at": datetime.now(UTC)}
        self._reports.update_one({"_id": report_id}, {"$set": ended})

    def find(self, report_id: str, user_id: str) -> Document | None:
        """The user's own report."""
        return self._reports.find_one({"_id": report_id, "user_id": user_id})

    def rows(
        self, report_id: str, rank: int | None, skip: int, limit: int
    ) -> tuple[list[Document], int]:
        """A page of rows, refused ones first, or of one rank alone; and how many there are."""
        chosen: Document = {"report": report_id} | ({} if rank is None else {"rank": rank})
        order = [("rank", 1), ("row", 1)]
        page = self._rows.find(chosen).sort(order).skip(skip).limit(limit)
        return list(page), self._rows.count_documents(chosen)
