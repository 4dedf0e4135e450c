"""The year's plan: what an office means to hold each quarter, beside what it held (R29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Programmes to hold and people to reach in one quarter."""

    quarter: Annotated[int, Meta(ge=1, le=4)]
    programmes: int
    participants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlan:
    """An office's plan for a year; a quarter without a target has none, which is no target of 0."""

    id: UUID
    office_id: str
    version: int = 0
    year: int
    targets: tuple[Target, ...] = ()

    def target_of(self, quarter: int) -> Target | None:
        return next((each for each in self.targets if each.quarter == quarter), None)


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def count_by_quarter(days: Iterable[date]) -> dict[int, int]:
    """How many of the days lie in each quarter; quarters without any have 0."""
    counted = dict.fromkeys(QUARTERS, 0)
    for day in days:
        counted[quarter_of(day)] += 1
    return counted
