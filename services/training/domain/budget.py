"""What a programme costs and who pays, in whole rupiah; a year may be planned at none (R30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from training.domain import refusals


class Source(StrEnum):
    """Who pays. `in_kind`: somebody gives a thing or a day's work; `none`: nobody has to."""

    DIPA = "dipa"
    PARTNER = "partner"
    IN_KIND = "in_kind"
    NONE = "none"

    @property
    def pays_money(self) -> bool:
        return self in (Source.DIPA, Source.PARTNER)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """What is needed, from which source. Sums are rupiah.

    A gift in kind has its `nature` and `worth`, and no money; other lines have neither.
    """

    what: str
    source: Source
    planned: int = 0
    spent: int = 0
    nature: str | None = None
    worth: int | None = None

    def __post_init__(self) -> None:
        if min(self.planned, self.spent, self.worth or 0) < 0:
            raise self._wrong("negative")
        if not self.source.pays_money and (self.planned or self.spent):
            raise self._wrong("money_without_payer")
        given = (bool(self.nature), self.worth is not None)
        if given != ((True, True) if self.source is Source.IN_KIND else (False, False)):
            raise self._wrong("nature_and_worth")

    def _wrong(self, why: str) -> refusals.BudgetLineWrong:
        return refusals.BudgetLineWrong(field="budget", why=why, source=self.source.value)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of some lines: rupiah planned and spent, and the worth of gifts in kind."""

    planned: int = 0
    spent: int = 0
    worth: int = 0


def sums(lines: Iterable[BudgetLine]) -> Sums:
    lines = tuple(lines)
    return Sums(
        planned=sum(each.planned for each in lines),
        spent=sum(each.spent for each in lines),
        worth=sum(each.worth or 0 for each in lines),
    )


def sums_by_source(lines: Iterable[BudgetLine]) -> Mapping[Source, Sums]:
    """Sums of every source that appears, in the order of `Source`."""
    lines = tuple(lines)
    found = {each.source for each in lines}
    return {
        source: sums(each for each in lines if each.source is source)
        for source in Source
        if source in found
    }


def spend(lines: tuple[BudgetLine, ...], spent: Mapping[int, int]) -> tuple[BudgetLine, ...]:
    """The lines with what was spent on them so far, by their number from 1."""
    for number in spent:
        if not 1 <= number <= len(lines):
            raise refusals.BudgetLineUnknown(field="lines", number=number, lines=len(lines))
    return tuple(
        replace(each, spent=spent.get(number, each.spent))
        for number, each in enumerate(lines, start=1)
    )


def cost_per_participant(spent: int, participants: int) -> int | None:
    """Rupiah a head, rounded up; None where nobody took part."""
    return -(-spent // participants) if participants else None
