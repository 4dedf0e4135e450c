"""Misses in a row, per kind of meeting: what a proposal of revocation rests on (R16).

A meeting ends the row. An excuse, a window in which nobody tried, and one cancelled neither
add nor end. Reckoned from the whole history each time, so late proof undoes what it disproves.
What a row of them opens: `proposal.draft_for_misses`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from supervision.domain.obligation import State
from supervision.domain.policies import Kind, Policy


class Outcome(Protocol):
    """What came of one window; an obligation is one."""

    @property
    def kind(self) -> Kind: ...
    @property
    def state(self) -> State: ...
    @property
    def window_start(self) -> date: ...


O = TypeVar("O", bound=Outcome)  # noqa: E741


def misses_in_a_row(history: Iterable[O], kind: Kind) -> tuple[O, ...]:
    """The misses of this kind since the last meeting of it, oldest first."""
    row: list[O] = []
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
