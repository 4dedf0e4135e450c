"""Misses in a row, per kind of meeting: what a proposal of revocation rests on (R16).

A meeting ends the row. An excuse, a window in which nobody tried, and one cancelled neither
add nor end. Reckoned from the whole history each time, so late proof undoes what it disproves.
"""

from collections.abc import Iterable

from supervision.domain.obligation import Obligation, State
from supervision.domain.policies import Kind, Policy


def misses_in_a_row(history: Iterable[Obligation], kind: Kind) -> tuple[Obligation, ...]:
    """The misses of this kind since the last meeting of it, oldest first."""
    row: list[Obligation] = []
    for each in sorted(history, key=lambda each: each.window_start):
        if each.kind is not kind:
            continue
        if each.state is State.MISSED:
            row.append(each)
        elif each.state in (State.ATTENDED, State.ATTENDED_LATE):
            row.clear()
    return tuple(row)


def reaches_threshold(misses: int, policy: Policy) -> bool:
    """Whether so many misses in a row break the duty to report: the third does, not the fourth."""
    return misses >= policy.miss_threshold
