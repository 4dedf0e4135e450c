"""Certificates are numbered without gaps, per office and year."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The certificates of one office and year: the `last` number that was given."""

    id: UUID
    office_id: str
    version: int = 0
    year: int
    last: int = 0

    def next(self) -> tuple[Self, str]:
        """The next number, such as `SERT-BIMKER/0001/2021`."""
        advanced = replace(self, last=self.last + 1)
        return advanced, f"SERT-BIMKER/{advanced.last:04d}/{self.year}"
