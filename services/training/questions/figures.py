"""Figures of the office, and the year's plan beside what was held (R29, R30)."""

from collections.abc import Mapping
from dataclasses import dataclass

from training.domain.budget import Source, Sums, sums_by_source
from training.domain.plan import QUARTERS, AnnualPlan, Target, count_by_quarter
from training.domain.programme import Programme, State
from training.questions.programmes import has_come
from training.store import Unit, counts

HELD = frozenset({State.RUNNING, State.COMPLETED, State.EVALUATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    programmes: Mapping[str, int]
    enrolments: Mapping[str, int]
    attendance: Mapping[str, int]
    certificates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """Of programmes that begin in the quarter: planned (cancelled ones not), held, and
    participants, who count once for each programme.
    """

    quarter: int
    target: Target | None
    planned: int
    held: int
    participants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """`reached`: people who came at least once; `active_clients`: who may be reached today."""

    plan: AnnualPlan
    quarters: tuple[Quarter, ...]
    money: Mapping[Source, Sums]
    reached: int
    active_clients: int


def figures(unit: Unit, asked: None = None) -> Figures:
    return Figures(
        programmes=counts.by_state(unit, "programmes"),
        enrolments=counts.by_state(unit, "enrolments"),
        attendance=counts.by_attendance(unit),
        certificates=counts.certificates(unit),
    )


def show_year(unit: Unit, year: int) -> Year:
    """Targets beside what was planned, held and reached."""
    plan = unit.plans.of_year(year)
    programmes = {
        each.id: each for each in unit.programmes.of_year(year) if each.state is not State.CANCELLED
    }
    came = [each for each in unit.enrolments.of_programmes(*programmes) if has_come(each)]
    planned = _by_quarter(list(programmes.values()))
    held = _by_quarter([each for each in programmes.values() if each.state in HELD])
    participants = _by_quarter([programmes[each.programme_id] for each in came])
    return Year(
        plan=plan,
        quarters=tuple(
            Quarter(
                quarter=each,
                target=plan.target_of(each),
                planned=planned[each],
                held=held[each],
                participants=participants[each],
            )
            for each in QUARTERS
        ),
        money=sums_by_source(line for each in programmes.values() for line in each.budget),
        reached=len({each.person_id for each in came}),
        active_clients=unit.people.count_active(),
    )


def _by_quarter(programmes: list[Programme]) -> dict[int, int]:
    return count_by_quarter(each.starts for each in programmes if each.starts is not None)
