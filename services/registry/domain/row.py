"""The cells of one row, read one by one, with the faults found on the way (R1)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from registry.domain.dates import read_date
from registry.domain.handover import ExtraCell
from registry.domain.phones import read_phone

T = TypeVar("T")

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

NO_DAY = date.min
"""Stands in for a required date that cannot be read: such a row is refused whole."""

COLUMNS = frozenset(
    {
        "no",
        "nomor_register_lapas",
        "nama",
        "alias",
        "nik",
        "jenis_kelamin",
        "tempat_lahir",
        "tanggal_lahir",
        "alamat",
        "kelurahan",
        "kecamatan",
        "kota",
        "pendidikan",
        "pekerjaan",
        "telepon_klien",
        "perangkat",
        "akses_internet",
        "penjamin_nama",
        "penjamin_hubungan",
        "penjamin_telepon",
        "penjamin_alamat",
        "lapas_asal",
        "pasal",
        "tanggal_tindak_pidana",
        "pengadilan",
        "nomor_putusan",
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
        "kejaksaan_negeri",
    }
)
"""The columns that a handover is read from; any other is kept as it is."""


class Row:
    """Cells by column name. `faults`: why it must be refused; `unread`: cells no field holds."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.faults: set[str] = set()
        self.unread = [
            ExtraCell(heading=heading, text=text)
            for heading, cell in cells.items()
            if heading not in COLUMNS and (text := text_of(cell))
        ]

    def text(self, column: str) -> str | None:
        """The words of a cell, None where it is blank or not there."""
        return text_of(self._cells.get(column, ""))

    def required(self, column: str, fault: str) -> str:
        """The words of a cell that must have some."""
        text = self.text(column)
        if text is None:
            self.faults.add(fault)
        return text or ""

    def day(self, column: str) -> date:
        """A date that must be there."""
        found = read_date(self.text(column) or "")
        if found is None:
            self.faults.add("date_unreadable")
        return found or NO_DAY

    def read(self, column: str, reader: Callable[[str], T | None]) -> T | None:
        """What a reader makes of a cell; one that is filled but not understood stays as written."""
        text = self.text(column)
        found = None if text is None else reader(text)
        if text is not None and found is None:
            self.unread.append(ExtraCell(heading=column, text=text))
        return found

    def phone(self, column: str) -> tuple[str | None, str | None]:
        """The number as E.164, or else the cell as written."""
        text = self.text(column)
        number = None if text is None else read_phone(text)
        return number, None if number else text


def text_of(cell: str) -> str | None:
    """The words of a cell, spaces set right; None for one without any letter or digit.

    Marks that nobody sees, such as those a telephone number brings along when it is copied from
    a chat, are left out.
    """
    text = " ".join(_INVISIBLE.sub("", cell).split())
    return text if any(map(str.isalnum, text)) else None
