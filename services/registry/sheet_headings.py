"""Which column of a list is which, whatever order and case its headings are in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from chassis.refusals import Refused
from registry.domain.row import COLUMNS

REQUIRED = (
    "nama",
    "nik",
    "tanggal_lahir",
    "pidana_tahun",
    "pidana_bulan",
    "pidana_hari",
    "tanggal_mulai_ditahan",
    "tanggal_ekspirasi",
    "skema",
    "nomor_sk",
    "tanggal_sk",
    "tanggal_serah_terima",
    "tanggal_mulai",
)
"""Without one of these headings no row could be judged."""
SEARCHED = 20
"""Lines that may stand above the headings, such as a title."""
_SHORT = {"tgl": "tanggal", "no": "nomor"}
_NUMBER = re.compile(r"\s*([0-9]{1,9})(?:\.0*)?\s*")


class SheetUnreadable(Refused):
    """The file as a whole cannot be read: no row of it was judged."""

    code = "sheet_unreadable"


class SheetEmpty(SheetUnreadable):
    """There is nothing in the file."""

    code = "sheet_empty"


class HeadingsMissing(SheetUnreadable):
    """Not a list of handovers, or not all of it: `headings` are the ones that are not there."""

    code = "sheet_headings_missing"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(headings=", ".join(missing))


@dataclass(frozen=True, slots=True)
class Headings:
    """The name of each column: the known ones as in COLUMNS, any other as it is written."""

    columns: tuple[str, ...]

    @classmethod
    def of(cls, written: Sequence[str]) -> "Headings":
        """From a line of headings. A second one of a name gets its place added."""
        columns: list[str] = []
        for place, heading in enumerate(written, start=1):
            name = _name(heading)
            if name in columns:
                name = f"{name}_{place}"
            columns.append(name or f"kolom_{place}")
        return cls(tuple(columns))

    @property
    def missing(self) -> tuple[str, ...]:
        """The required headings that are not there."""
        return tuple(name for name in REQUIRED if name not in self.columns)

    @property
    def least(self) -> int:
        """Cells that every row has: Excel leaves out blank ones at the end of a text line.

        Only those of other columns may be left out, so that no row cut short passes for whole.
        """
        return max(place for place, name in enumerate(self.columns, 1) if name in COLUMNS)

    @property
    def extra(self) -> tuple[str, ...]:
        """The headings of columns that are kept as they are."""
        return tuple(name for name in self.columns if name not in COLUMNS)

    def cells(self, values: Sequence[str]) -> dict[str, str]:
        """A row's cells by column."""
        return dict(zip_longest(self.columns, values[: len(self.columns)], fillvalue=""))

    def number(self, cells: dict[str, str], ordinal: int) -> int:
        """The row's number as the list has it, else its place among the rows."""
        return number_in(cells.get("no", "")) or ordinal


class HeadingSearch:
    """The headings among the first lines of a list, which may have a title above them."""

    def __init__(self) -> None:
        self._missing: tuple[str, ...] | None = None
        self._damaged = False

    def found(self, written: Sequence[str] | None) -> Headings | None:
        """The headings, if this line has all that are required; None is a line that is no text."""
        if not written:
            self._damaged |= written is None
            return None
        headings = Headings.of(written)
        if self._missing is None or len(headings.missing) < len(self._missing):
            self._missing = headings.missing
        return None if headings.missing else headings

    def failure(self) -> SheetUnreadable:
        """What was missing where the most were found."""
        if self._damaged and self._missing in (None, REQUIRED):
            return SheetUnreadable()
        return SheetEmpty() if self._missing is None else HeadingsMissing(self._missing)


def number_in(cell: str) -> int | None:
    """A row's number, None where the cell has none."""
    found = _NUMBER.fullmatch(cell)
    return int(found[1]) if found else None


def _name(heading: str) -> str:
    """`Tgl. Lahir`, `TANGGAL LAHIR` and `tanggal_lahir` are one; an unknown one stays."""
    words = re.split(r"[\s_.\-/]+", heading.strip(" \t\r\n\ufeff._-").casefold())
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
    name = "_".join(words)
    return name if name in COLUMNS else " ".join(heading.split())
