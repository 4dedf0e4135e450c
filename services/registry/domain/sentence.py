"""A sentence as its papers have it: term, remissions, and time outside under orders.

Only what the papers say; what counts as served and when it ends: `served_time` (R17).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from chassis.refusals import Refused

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_TERM = 200
"""Years. With these bounds every reckoned date stays within the calendar."""


class TermUnusable(Refused):
    """The term is nothing, negative, or longer than anyone lives."""

    code = "term_unusable"


class RemissionWithoutDays(Refused):
    """A remission forgives at least one day."""

    code = "remission_without_days"


class DateImplausible(Refused):
    """No sentence reaches there; most likely a slip of the pen."""

    code = "date_implausible"


class DateMissing(Refused):
    """A later step has a date, and this one has none."""

    code = "date_missing"


class DatesOutOfOrder(Refused):
    """The date lies before another that comes first."""

    code = "dates_out_of_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """As the judgment has it: added to a date by years, then months, then days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def after(self, start: date) -> date:
        """The first day after a term that begins on `start`."""
        years_later = _months_after(start, 12 * self.years)
        return _months_after(years_later, self.months) + timedelta(days=self.days)

    @property
    def is_usable(self) -> bool:
        """Whether it is something, in no part negative, and not longer than anyone lives."""
        parts = (self.years, self.months, self.days)
        length = 12 * 365 * self.years + 365 * self.months + 12 * self.days  # twelfths of a day
        return min(parts) >= 0 and 0 < length <= 12 * 365 * LONGEST_TERM


@dataclass(frozen=True, slots=True, kw_only=True)
class Remission:
    """Days forgiven (remisi), with effect from the day on which they were granted."""

    date: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Time outside under an order. Its days [start, revoked) are lost if it was revoked.

    A date is None where that has not happened.
    """

    scheme: str
    start: date | None = None
    revoked: date | None = None
    re_entry: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What the papers say. `count_gap`: days from revocation to re-entry count as served."""

    detained: date
    term: Term
    remissions: tuple[Remission, ...] = ()
    episodes: tuple[Episode, ...] = ()
    count_gap: bool = False

    def check(self) -> None:
        """Refuse papers that contradict themselves, naming the field."""
        if not self.term.is_usable:
            raise TermUnusable(field="term")
        for index, remission in enumerate(self.remissions):
            if remission.days < 1:
                raise RemissionWithoutDays(field=f"remissions[{index}].days")
        for steps in self._in_order():
            _check_order(steps)

    def _in_order(self) -> Iterator[list[tuple[str, date | None]]]:
        detained = ("detained", self.detained)
        for index, remission in enumerate(self.remissions):
            yield [detained, (f"remissions[{index}].date", remission.date)]
        for index, episode in enumerate(self.episodes):
            yield [
                detained,
                *(
                    (f"episodes[{index}].{name}", getattr(episode, name))
                    for name in ("start", "revoked", "re_entry")
                ),
            ]
        yield [detained]


def _check_order(steps: list[tuple[str, date | None]]) -> None:
    """Each date plausible, none before the one that comes first, none after one that is missing."""
    for name, day in steps:
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DateImplausible(field=name, date=day.isoformat())
    for (earlier_name, earlier), (name, day) in pairwise(steps):
        if day is None:
            continue
        if earlier is None:
            raise DateMissing(field=earlier_name, later=name)
        if day < earlier:
            raise DatesOutOfOrder(
                field=name, date=day.isoformat(), earlier=earlier_name, limit=earlier.isoformat()
            )


def _months_after(start: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
