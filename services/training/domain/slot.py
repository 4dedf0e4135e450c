"""Hours of a day: what begins when another ends does not overlap it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from training.domain import refusals


@dataclass(frozen=True, slots=True)
class Slot:
    """The instants [starts_at, ends_at), UTC."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: Self) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def slot(starts_at: datetime, ends_at: datetime) -> Slot:
    """Hours that end after they begin; EndBeforeStart otherwise."""
    if ends_at <= starts_at:
        raise refusals.EndBeforeStart(
            field="ends_at", start=starts_at.isoformat(), end=ends_at.isoformat()
        )
    return Slot(starts_at, ends_at)
