"""Served time: when a term ends, and when half and two thirds of it are served (R17).

One rule gives every date: it is the first day on which the days served reach what is needed,
which is the whole term, or its fraction rounded up. Served by a day t are the days in
[detained, t) that count, and the remissions granted by t.

What does not count is known in hindsight: the days of an order that was revoked, and the gap
from its revocation until the re-entry (unless the policy counts that). So a date reached
before the order began stays as it is, and one that seemed reached under the order moves to
after the re-entry; only a remission granted meanwhile can bring it about sooner. While someone
has not come back nothing after the revocation is known, whether the gap will count or not.

Which revoked orders cost their days: `order_sentence`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.sentence import Episode, Sentence


class Why(StrEnum):
    """What a line of the working says."""

    TERM = "term"
    REMISSION = "remission"
    REVOKED = "revoked"
    GAP = "gap"
    GAP_COUNTED = "gap_counted"
    NOT_BACK = "not_back"
    HALF = "half"
    TWO_THIRDS = "two_thirds"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the working: the day `on`, or the days [on, until), and how many they are.

    Of a date that was reckoned `on` is that date, None while unknown, and `days` what it needs.
    """

    why: Why
    on: date | None
    until: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """The dates, each None while it cannot be known, and how they come about.

    `not_counted_days`: those known so far.
    """

    expiry: date | None
    half: date | None
    two_thirds: date | None
    not_counted_days: int
    working: tuple[Step, ...]


def reckon(sentence: Sentence) -> Reckoning:
    """The dates of a sentence and the working; refused where the papers contradict themselves."""
    sentence.check()
    end = sentence.term.after(sentence.detained)
    needed = (end - sentence.detained).days
    losses = tuple(step for each in sentence.episodes for step in _losses(each, sentence.count_gap))
    served = _Served(sentence, losses)
    dates = tuple(
        Step(why=why, on=served.first_day_with(share), days=share)
        for why, share in (
            (Why.HALF, -(-needed // 2)),
            (Why.TWO_THIRDS, -(-needed * 2 // 3)),
            (Why.EXPIRY, needed),
        )
    )
    half, two_thirds, expiry = (step.on for step in dates)
    return Reckoning(
        expiry=expiry,
        half=half,
        two_thirds=two_thirds,
        not_counted_days=len(served.lost),
        working=(
            Step(why=Why.TERM, on=sentence.detained, until=end, days=needed),
            *(
                Step(why=Why.REMISSION, on=each.date, days=each.days)
                for each in sorted(sentence.remissions, key=lambda each: each.date)
            ),
            *losses,
            *dates,
        ),
    )


def _losses(episode: Episode, count_gap: bool) -> Iterator[Step]:
    """What a revoked order costs: its own days, and those until the re-entry."""
    if episode.start is None or episode.revoked is None:
        return
    yield _span(Why.REVOKED, episode.start, episode.revoked)
    if episode.re_entry is None:
        yield Step(why=Why.NOT_BACK, on=episode.revoked)
    else:
        gap = Why.GAP_COUNTED if count_gap else Why.GAP
        yield _span(gap, episode.revoked, episode.re_entry)


def _span(why: Why, on: date, until: date) -> Step:
    return Step(why=why, on=on, until=until, days=(until - on).days)


class _Served:
    """Days served by any day: never fewer on a later one, so the first that reaches is found."""

    def __init__(self, sentence: Sentence, losses: tuple[Step, ...]) -> None:
        self.detained = sentence.detained.toordinal()
        self.granted = [(each.date.toordinal(), each.days) for each in sentence.remissions]
        self.lost = sorted(
            {
                day
                for each in losses
                if each.why in (Why.REVOKED, Why.GAP) and each.on and each.until
                for day in range(each.on.toordinal(), each.until.toordinal())
            }
        )
        self.away_since = min(
            (each.on.toordinal() for each in losses if each.why is Why.NOT_BACK and each.on),
            default=None,
        )

    def first_day_with(self, needed: int) -> date | None:
        """The first day by which `needed` days are served; None where that cannot be known."""
        last = self.detained + needed + len(self.lost)
        if self.away_since is not None:
            last = min(last, self.away_since)
        days = range(self.detained, last + 1)
        found = bisect_left(days, needed, key=self._by)
        return date.fromordinal(days[found]) if found < len(days) else None

    def _by(self, day: int) -> int:
        counted = day - self.detained - bisect_left(self.lost, day)
        return counted + sum(days for granted, days in self.granted if granted <= day)
