"""The domain's clock: movable in demo and tests, the system's own in production.

Leases, expiry of tokens and documents, ids and retries never ask this clock: they follow the
system's, which nobody moves.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

WIB = ZoneInfo("Asia/Jakarta")


class Clock(Protocol):
    """Tells the instant (UTC) that rules go by."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock of production: nobody can move it."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock kept in the store, so that every process reads the same, and stands still.

    Until it is set for the first time it tells the system's time. It only moves forward: rules
    may rely on that a day that was closed stays closed. `alone` says that no other process
    moves it: then the store is asked only until it is set.
    """

    def __init__(self, collection: Collection[dict[str, Any]], *, alone: bool = False) -> None:
        self._collection = collection
        self._alone = alone
        self._known: datetime | None = None
        self._moved: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._kept() or datetime.now(UTC)

    def is_set(self) -> bool:
        """Whether anyone has set it; before, no day of the office has begun."""
        return self._kept() is not None

    def _kept(self) -> datetime | None:
        if self._known is None or not self._alone:
            kept = self._collection.find_one({"_id": "clock"})
            self._known = kept["now"] if kept else None
        return self._known

    def move(self, to: datetime) -> None:
        """Set the clock to `to` (UTC). A step back raises ValueError and changes nothing."""
        earlier = {"_id": "clock", "now": {"$lte": to}}
        try:
            self._collection.update_one(earlier, {"$set": {"now": to}}, upsert=True)
        except DuplicateKeyError:  # it is there, and shows a later instant
            raise ValueError(f"the clock only moves forward: it shows {self.now()}") from None
        self._known = to
        for tell in self._moved:
            tell()

    def when_moved(self, tell: Callable[[], None]) -> None:
        """Call `tell` after every move made by this process."""
        self._moved.append(tell)


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """The day that the office's calendar shows at `instant`."""
    return instant.astimezone(zone).date()
