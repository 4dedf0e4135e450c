"""Lists of handovers as offices keep them: CSV of any make, or a workbook, row by row (R1).

A row that cannot be read is a `BrokenRow` of its own and takes no other with it. Blank rows are
passed over. Text files are read in constant memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from registry.sheet_csv import Broken, csv_rows
from registry.sheet_headings import Headings
from registry.sheet_workbook import is_workbook, workbook_rows


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by the list's own number, else its place; cells as text under their columns."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row with other than its number of fields, an open quote, or what is no text."""

    number: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows, to be read once. `extra`: headings of columns that are kept as they are."""

    extra: tuple[str, ...]
    rows: Iterator[SheetRow | BrokenRow]


@contextmanager
def open_sheet(source: Path | BinaryIO) -> Iterator[Sheet]:
    """The list in a file or a seekable stream; `SheetUnreadable` where it is none."""
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        headings, rows = (workbook_rows if is_workbook(stream) else csv_rows)(stream)
        yield Sheet(headings.extra, _numbered(headings, rows))


def _numbered(
    headings: Headings, rows: Iterator[list[str] | Broken]
) -> Iterator[SheetRow | BrokenRow]:
    """A broken row's first cell is its number only if that column is the first of all."""
    for ordinal, row in enumerate(rows, start=1):
        if isinstance(row, Broken):
            leads = headings.columns[0] == "no"
            yield BrokenRow(headings.number({"no": row.first_cell} if leads else {}, ordinal))
        else:
            cells = headings.cells(row)
            yield SheetRow(headings.number(cells, ordinal), cells)
