"""What came of the training, asked a while after its end (R31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    USES_SKILL = "uses_skill"
    WORKS = "works"
    OWN_BUSINESS = "own_business"
    NONE = "none"


class IncomeBand(StrEnum):
    """Rupiah a month."""

    NONE = "none"
    BELOW_1M = "below_1m"
    FROM_1M = "from_1m"
    FROM_3M = "from_3m"
    FROM_5M = "from_5m"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """To be asked from `due` on; `told` once that was published.

    Once it was answered: the `outcome`, the office's day on which the person was asked, and when
    and by whom it was written down.
    """

    after_days: int
    due: date
    told: bool = False
    outcome: Outcome | None = None
    asked_on: date | None = None
    recorded_at: datetime | None = None
    by: str | None = None


def planned(end: date, after: Iterable[int]) -> tuple[FollowUp, ...]:
    """One for each number of days after the end."""
    return tuple(FollowUp(after_days=days, due=end + timedelta(days)) for days in after)
