"""The report of an import: a workbook for whoever sent the list, a summary for who imports it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.table import Table
from xlsxwriter import Workbook

from chassis.words import Language, words_of
from pamong.import_results import Outcome, RowResult

_OUTCOMES: tuple[Outcome, ...] = ("accepted", "already_recorded", "refused")
_HEADINGS: dict[Language, tuple[str, ...]] = {
    "id": ("baris", "hasil", "kode", "alasan"),
    "en": ("row", "outcome", "codes", "reason"),
}
_WIDTHS = (8, 16, 40, 100)


class Report:
    """A line for each row of the list, written as it comes."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._sheet = workbook.add_worksheet()
        self._language = language
        self._line = 0
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(1, 0)
        self._write(_HEADINGS[language], workbook.add_format({"bold": True}))

    def add(self, result: RowResult) -> None:
        """One row of the list."""
        outcome = words_of("registry").say(result.outcome, self._language)
        reason = result.reason(self._language)
        self._write((result.row, outcome, ", ".join(result.codes), reason))

    def _write(self, values: tuple[object, ...], form: object = None) -> None:
        self._sheet.write_row(self._line, 0, values, form)
        self._line += 1


@contextmanager
def report_to(path: Path, extra: tuple[str, ...], language: Language) -> Iterator[Report]:
    """A report in constant memory, whole when this ends; a second sheet names other columns."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with path.open("wb") as file, Workbook(file, options) as workbook:
        yield Report(workbook, language)
        if extra:
            sheet = workbook.add_worksheet()
            title = words_of("registry").say("other_columns_kept", language)
            for line, text in enumerate((title, *extra)):
                sheet.write_string(line, 0, text)


class Summary:
    """How many rows came to what, and why."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._counts: Counter[tuple[Outcome, str | None]] = Counter()

    def add(self, result: RowResult) -> None:
        """Count one row, once for its outcome and once for each code."""
        self._counts.update((result.outcome, code) for code in (None, *result.codes))

    def table(self) -> Table:
        """The outcomes with the reasons below each, the most frequent first."""
        words = words_of("registry")
        table = Table(show_header=False, box=None)
        table.add_column(overflow="fold")
        table.add_column(justify="right")
        for outcome in _OUTCOMES:
            count = self._counts[outcome, None]
            table.add_row(words.say(outcome, self._language).capitalize(), str(count), style="bold")
            for (of, code), number in self._counts.most_common():
                if of == outcome and code is not None:
                    table.add_row(f"  {words.say(code, self._language)}", str(number))
        return table
