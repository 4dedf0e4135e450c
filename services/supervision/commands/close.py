"""Windows that have ended without a meeting: the client's miss, or the office's lapse (R15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from supervision.commands.misses import reckoned
from supervision.domain.case import SupervisionCase
from supervision.domain.obligation import Obligation, State
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWindows:
    """Obligations that were open when their windows were over by `day`."""

    day: date
    obligation_ids: tuple[UUID, ...]


def close_windows(unit: Unit, order: CloseWindows) -> int:
    """Close those that still are open; how many. Again: none."""
    found = unit.obligations.get_many(order.obligation_ids).values()
    over = [each for each in found if each.is_open and each.window_end <= order.day]
    cases = unit.cases.get_many(sorted({each.case_id for each in over}))
    over.sort(key=lambda each: (each.case_id, each.window_start))
    for case_id, windows in groupby(over, key=lambda each: each.case_id):
        case = close(unit, cases[case_id], windows)
        if case != cases[case_id]:
            unit.cases.save(case)
    return len(over)


def close(unit: Unit, case: SupervisionCase, over: Iterable[Obligation]) -> SupervisionCase:
    """Close these windows of the case, which is for the caller to save."""
    policy, missed = unit.policy_of(case), set()
    for obligation in over:
        closed, happened = obligation.close(unit.today, policy)
        unit.obligations.save(closed)
        unit.publish(*happened)
        if closed.state is State.MISSED:
            missed.add(closed.kind)
    for kind in sorted(missed):
        case = reckoned(unit, case, kind)
    return case
