"""Rows of a workbook (XLSX, XLS, ODS), every cell as the text a reader sees."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from registry.sheet_headings import SEARCHED, Headings, HeadingSearch, SheetUnreadable

_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
EXACT_DIGITS = 15
"""A spreadsheet keeps so many digits of a number, and writes noughts for the rest."""
EXACT_INTEGER = 2**53


def is_workbook(stream: BinaryIO) -> bool:
    """Whether it begins as a workbook does; the stream is left at its beginning."""
    start = stream.read(4)
    stream.seek(0)
    return start in _SIGNATURES


def workbook_rows(stream: BinaryIO) -> tuple[Headings, Iterator[list[str]]]:
    """The headings and rows of the first sheet that has the headings, blank rows left out."""
    search = HeadingSearch()
    for rows in _sheets(stream):
        for values in islice(rows, SEARCHED):
            if any(values) and (headings := search.found(values)):
                return headings, (row for row in rows if any(map(str.strip, row)))
    raise search.failure()


def _sheets(stream: BinaryIO) -> Iterator[Iterator[list[str]]]:
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        for name in workbook.sheet_names:
            yield _texts(workbook.get_sheet_by_name(name))
    except CalamineError as error:
        raise SheetUnreadable from error


def _texts(sheet: CalamineSheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    if isinstance(value, bool | str | time):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float) and value == int(value):
        return _digits(int(value))
    return str(value)


def _digits(number: int) -> str:
    """All the digits, or the power of ten that shows that some are lost.

    A nought in the sixteenth place may have been any digit before it was typed in.
    """
    lossy = abs(number) >= EXACT_INTEGER or (
        len(str(abs(number))) > EXACT_DIGITS and number % 10 == 0
    )
    return f"{number:.14E}" if lossy else str(number)
