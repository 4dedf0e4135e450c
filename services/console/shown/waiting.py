"""Proposals by how long they wait for the head of office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from console.speech import Speech

LONG, TOO_LONG = 2, 5
"""Days of waiting from which a proposal stands out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposal that waits, and for how many days."""

    id: str
    person_id: str
    order_id: str
    grounds: str
    proposed_by: str | None
    days: int

    @property
    def tone(self) -> str | None:
        """A colour beside the words."""
        if self.days >= TOO_LONG:
            return "late"
        return "warn" if self.days >= LONG else None


def waiting(proposals: Iterable[Mapping[str, Any]], speech: Speech) -> list[Waiting]:
    """Those that wait longest first."""
    rows = [
        Waiting(
            id=str(each["id"]),
            person_id=str(each["person_id"]),
            order_id=str(each["order_id"]),
            grounds=each["grounds"],
            proposed_by=each.get("proposed_by"),
            days=max(0, (speech.today - speech.day_of(each["received_at"])).days),
        )
        for each in proposals
    ]
    return sorted(rows, key=lambda each: -each.days)
