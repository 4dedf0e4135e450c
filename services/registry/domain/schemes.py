"""Schemes under which someone may leave prison, and when the law knew each (R1)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scheme(StrEnum):
    """What an order grants."""

    ASIMILASI_RUMAH = "asimilasi_rumah"
    PB = "pb"
    CB = "cb"
    CMB = "cmb"


_NAMES = {
    "asimilasi_di_rumah": Scheme.ASIMILASI_RUMAH,
    "pembebasan_bersyarat": Scheme.PB,
    "cuti_bersyarat": Scheme.CB,
    "cuti_menjelang_bebas": Scheme.CMB,
    **{scheme.value: scheme for scheme in Scheme},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Decrees dated in [valid_from, valid_to) could grant the scheme, says `source`.

    `valid_to` is None while the regulation is in force.
    """

    scheme: Scheme
    source: str
    valid_from: date
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def read_scheme(text: str) -> Scheme | None:
    """`pb`, `PB`, `Asimilasi Rumah` and the names that the law uses; None for any other."""
    return _NAMES.get(re.sub(r"[\s_\-]+", "_", text.strip().casefold()))


def was_in_force(scheme: Scheme, decree_date: date, validities: Iterable[Validity]) -> bool:
    """Whether any regulation allowed the scheme on the date of the decree."""
    return any(each.scheme is scheme and each.covers(decree_date) for each in validities)
