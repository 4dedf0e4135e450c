"""What the simulation did and was told, counted as it happens."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pamong.demo.agency import Agency
from pamong.demo.behaviour import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """What the registry said of a row of the list."""

    number: int
    outcome: str
    codes: tuple[str, ...] = ()
    order_id: str | None = None
    register_number: str | None = None
    scheme: str | None = None


@dataclass(slots=True)
class Story:
    """Counts of what was done, by name; rows as they were answered; refusals by (what, code)."""

    counts: Counter[str] = field(default_factory=Counter)
    rows: list[RowTold] = field(default_factory=list)
    refusals: Counter[tuple[str, str]] = field(default_factory=Counter)
    clients: dict[str, Client] = field(default_factory=dict)
    """By order."""
    people: dict[str, Client] = field(default_factory=dict)
    """By person, as the list last had them."""
    agency: Agency | None = None
    """Who else is told of its own cases."""
    days: int = 0
    last_day: date | None = None
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Where the time went: of the whole, by part."""
    _lock: Any = field(default_factory=threading.Lock)

    def count(self, what: str, n: int = 1) -> None:
        """From any thread."""
        with self._lock:
            self.counts[what] += n

    def refuse(self, what: str, code: str) -> None:
        """From any thread: a service said no to `what`."""
        with self._lock:
            self.refusals[what, code] += 1

    def outcomes(self) -> Counter[str]:
        """How many rows came to what."""
        return Counter(row.outcome for row in self.rows)

    def accepted(self) -> list[RowTold]:
        return [row for row in self.rows if row.outcome == "accepted"]
