"""How many of what, for one office: figures that reconcile (R19)."""

from dataclasses import dataclass

from supervision.domain.scheduling import is_owed_on
from supervision.domain.windows import longest_window
from supervision.policy_files import shipped_policies
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every state is named, those without anything too.

    What was due is the sum of all states of obligations. Nobody should be in force without
    obligations: a case counts there when it owes a meeting in a window in which today lies and
    has no obligation, of whatever state, for any such window.
    """

    cases: dict[str, int]
    obligations: dict[str, int]
    home_visits: dict[str, int]
    proposals: dict[str, int]
    in_force_without_obligations: int
    in_force_without_officer: int


def figures(unit: Unit, _: None) -> Figures:
    """As they stand now."""
    without_obligations, without_officer = _lapses(unit)
    return Figures(
        cases=unit.cases.by_state(),
        obligations=unit.obligations.by_state(),
        home_visits=unit.visits.by_state(),
        proposals=unit.proposals.by_state(),
        in_force_without_obligations=without_obligations,
        in_force_without_officer=without_officer,
    )


def _lapses(unit: Unit) -> tuple[int, int]:
    today = unit.today
    covered = unit.obligations.cases_covered(today, longest_window(shipped_policies()))
    without_obligations = without_officer = 0
    for case in unit.cases.active():
        if not case.is_in_force(today):
            continue
        without_officer += case.officer_id is None
        if case.id not in covered and is_owed_on(today, case, unit.policy_of(case)):
            without_obligations += 1
    return without_obligations, without_officer
