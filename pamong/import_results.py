"""What becomes of each row of a list: judged here, with no running service."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

import msgspec

from chassis.words import Language, words_of
from registry.domain.handover_row import RowRefused, read_row
from registry.domain.repeats import Seen
from registry.scheme_files import shipped_validities
from registry.sheets import BrokenRow, Sheet

Outcome = Literal["accepted", "refused", "already_recorded"]


@dataclass(frozen=True, slots=True)
class RowResult:
    """The outcome of a row by its number in the list; codes are sorted."""

    row: int
    outcome: Outcome
    codes: tuple[str, ...] = ()

    def as_json(self) -> str:
        """One JSON object, on one line."""
        return msgspec.json.encode(asdict(self)).decode()

    def reason(self, language: Language) -> str:
        """The codes in plain words."""
        words = words_of("registry")
        return " ".join(words.say(code, language) for code in self.codes)


def judged(sheet: Sheet) -> Iterator[RowResult]:
    """Every row as an import into an empty register would find it; nothing is recorded.

    Of repeats only the first row that is accepted counts: a refused one leaves no trace. Memory
    grows by two hashes for each handover, and not otherwise.
    """
    validities = shipped_validities()
    seen = Seen()
    for row in sheet.rows:
        if isinstance(row, BrokenRow):
            yield RowResult(row.number, "refused", ("row_unreadable",))
            continue
        found = read_row(row.cells, validities)
        if isinstance(found, RowRefused):
            yield RowResult(row.number, "refused", found.codes)
        elif seen.repeats(found.handover):
            yield RowResult(row.number, "already_recorded")
        else:
            yield RowResult(row.number, "accepted", found.warnings)
