"""What an import says of each row: who was refused comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RANKS = ("refused", "noted", "accepted", "already_recorded")
"""In the order of the page: refused, accepted with something to look into, accepted, known."""


def rank_of(line: Mapping[str, Any]) -> int:
    """Where a row stands: what needs somebody's hand before what needs nobody's."""
    outcome = str(line["outcome"])
    if outcome == "accepted" and line.get("codes"):
        return RANKS.index("noted")
    return RANKS.index(outcome) if outcome in RANKS else 0


def kept(line: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the session keeps it: numbers, codes and ids; who it is stays in the register."""
    names = ("row", "outcome", "codes", "order_id", "person_id", "number")
    return {**{name: line.get(name) for name in names}, "rank": rank_of(line)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Which page of a long list is shown, of how many."""

    at: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def earlier(self) -> int | None:
        return self.at - 1 if self.at > 1 else None

    @property
    def later(self) -> int | None:
        return self.at + 1 if self.at < self.last else None

    @property
    def skip(self) -> int:
        return (self.at - 1) * self.size


def chosen_rank(name: str | None) -> int | None:
    """The rank that a filter names; None for all."""
    return RANKS.index(name) if name in RANKS else None


def counted(counts: Mapping[str, int], ranks: Sequence[str] = RANKS) -> dict[str, int]:
    """How many rows of each rank, none left out."""
    return {name: int(counts.get(name, 0)) for name in ranks}
