"""What follows a programme: its evaluation, and what was spent on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from training.domain.programme import Programme
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateProgramme:
    programme_id: UUID
    version: int | None
    evaluation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSpending:
    """`spent`: rupiah so far, by the number of the line from 1."""

    programme_id: UUID
    version: int | None
    spent: Mapping[int, int]


def evaluate_programme(unit: Unit, order: EvaluateProgramme) -> Programme:
    programme = unit.programmes.get(order.programme_id, order.version)
    return unit.programmes.save(programme.evaluate(order.evaluation, unit.moment))


def record_spending(unit: Unit, order: RecordSpending) -> Programme:
    programme = unit.programmes.get(order.programme_id, order.version)
    return unit.programmes.save(programme.spend(dict(order.spent)))
