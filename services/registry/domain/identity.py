"""NIK, the national identity number: what it says of a person, and how it is shown (R1, R38).

Sixteen digits: province, city and kecamatan (two each), birth date DDMMYY (a woman's day + 40)
and a serial of four. It has no check digit and stays when a person moves or the birth date was
wrong; so contradicting the record is a warning, and only what no NIK can be is refused.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WOMAN = 40
CENTURIES = (1900, 2000)
_SEPARATORS = re.compile(r"[\s.\-'’`]+")
_NIK = re.compile(r"[0-9]{16}")


class Sex(StrEnum):
    """As identity papers have it."""

    MALE = "L"
    FEMALE = "P"


class NikMalformed(ValueError):
    """Not sixteen digits, or a birth date that is in no calendar."""


@dataclass(frozen=True, slots=True)
class Nik:
    """A number that can be one. `birth_dates`: what it may mean, one date a century."""

    digits: str
    sex: Sex
    birth_dates: tuple[date, ...]

    @classmethod
    def read(cls, text: str) -> "Nik":
        """From a cell, with or without spaces, dots, dashes and a spreadsheet's apostrophe."""
        digits = _SEPARATORS.sub("", text)
        if not _NIK.fullmatch(digits):
            raise NikMalformed
        day, month, year = (int(digits[at : at + 2]) for at in (6, 8, 10))
        sex, day = (Sex.FEMALE, day - WOMAN) if day > WOMAN else (Sex.MALE, day)
        births = tuple(
            born for century in CENTURIES if (born := _date_or_none(century + year, month, day))
        )
        if not births:
            raise NikMalformed
        return cls(digits, sex, births)

    def birth_date(self, recorded: date) -> date:
        """The birth date it carries, in the century that comes nearest to the recorded one."""
        return min(self.birth_dates, key=lambda born: abs(born - recorded))


def mask(nik: str) -> str:
    """`3175********0003`: enough to compare two papers by, too little to be used."""
    return nik[:4] + "*" * (len(nik) - 8) + nik[-4:]


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
