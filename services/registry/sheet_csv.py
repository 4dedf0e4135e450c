"""Rows of a CSV file, one at a time, each broken one by itself."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from registry.sheet_headings import SEARCHED, Headings, HeadingSearch
from registry.sheet_lines import DAMAGED, Lines

DELIMITERS = ";,\t|"
MOST_LINES = 20
"""Lines that one row may run over, where its quoted cells have line breaks."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read; `first_cell` is all that is known of it."""

    first_cell: str


def csv_rows(stream: BinaryIO) -> tuple[Headings, Iterator[list[str] | Broken]]:
    """The headings and the rows below them, blank ones left out."""
    lines = Lines(stream)
    delimiter, headings = _headings(lines)
    return headings, _rows(lines, delimiter, headings)


def _headings(lines: Lines) -> tuple[str, Headings]:
    search = HeadingSearch()
    for line in islice(iter(lines.next, None), SEARCHED):
        for delimiter in DELIMITERS:
            if headings := search.found(_split(line, delimiter)):
                return delimiter, headings
    raise search.failure()


def _rows(lines: Lines, delimiter: str, headings: Headings) -> Iterator[list[str] | Broken]:
    for line in iter(lines.next, None):
        values = _split(line, delimiter)
        if values is not None and not any(value.strip() for value in values):
            continue
        if values is None:
            values = _continued(line, lines, delimiter, headings)
        row = _of_width(values, headings)
        yield Broken(line.split(delimiter, 1)[0].strip('" ')) if row is None else row


def _continued(line: str, lines: Lines, delimiter: str, headings: Headings) -> list[str] | None:
    """A row that runs on: its quoted cell has line breaks, and ends before any further row.

    Where it does not, the quote was never closed: the lines that were tried go back.
    """
    tried: list[str] = []
    for following in islice(iter(lines.next, None), MOST_LINES):
        tried.append(following)
        if DAMAGED in line + following or _of_width(_split(following, delimiter), headings):
            break
        values = _of_width(_split("\n".join((line, *tried)), delimiter), headings)
        if values:
            return values
    lines.put_back(tried)
    return None


def _split(line: str, delimiter: str) -> list[str] | None:
    if DAMAGED in line:
        return None
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _of_width(values: list[str] | None, headings: Headings) -> list[str] | None:
    """The values if there is one for each column; blank ones too many at the end are none."""
    width = len(headings.columns)
    if values is None or len(values) < headings.least or any(map(str.strip, values[width:])):
        return None
    return values[:width]
