"""What single cells of a list say, read leniently and never guessed (R1, R26)."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from registry.domain.handover import Device, Internet
from registry.domain.identity import Sex
from registry.domain.sentence import Term

T = TypeVar("T")

_NUMBER = re.compile(r"([0-9]{1,4})(?:[.,]0+)?\s*(?:tahun|thn|th|bulan|bln|hari|hr)?\.?")


def _reader(words: Mapping[T, str]) -> Callable[[str], T | None]:
    """A reader of cells that say one of a few things, in one of the words for each."""
    meanings = {word: meaning for meaning, given in words.items() for word in given.split("|")}
    return lambda text: meanings.get(" ".join(text.casefold().split()))


read_sex = _reader({Sex.MALE: "l|lk|laki-laki|laki laki|pria", Sex.FEMALE: "p|pr|perempuan|wanita"})
read_device = _reader(
    {
        Device.SMARTPHONE: "smartphone|smart phone|ponsel pintar|telepon pintar|hp pintar|android",
        Device.BASIC_PHONE: "telepon biasa|telpon biasa|ponsel biasa|hp biasa",
        Device.BORROWED: "pinjam|pinjaman|meminjam",
        Device.NONE: "tidak ada|tidak punya",
    }
)
read_internet = _reader(
    {
        Internet.GOOD: "baik|lancar",
        Internet.LIMITED: "terbatas",
        Internet.NONE: "tidak ada|tidak punya",
    }
)


def read_number(text: str) -> int | None:
    """A count such as `2`, `2 tahun` or `2.0`."""
    found = _NUMBER.fullmatch(text.casefold())
    return int(found[1]) if found else None


def term_of(years: int | None, months: int | None, days: int | None) -> Term | None:
    """The term; None where a part is unknown, all are nought, or nobody lives that long."""
    if years is None or months is None or days is None:
        return None
    term = Term(years=years, months=months, days=days)
    return term if term.is_usable else None
