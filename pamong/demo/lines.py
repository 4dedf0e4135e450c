"""The lines of a reconciliation: one figure held against another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A figure: what the services say (`told`) and what it must be (`due`).

    `key` and `facts` find its words; with `due` None it is only told.
    """

    group: str
    key: str
    told: int
    due: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return self.due is None or self.told == self.due


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All lines, in the order in which they are read."""

    lines: tuple[Line, ...]

    @property
    def holds(self) -> bool:
        return all(line.holds for line in self.lines)

    @property
    def mismatches(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.holds)


def line_each(
    group: str, key: str, told: Mapping[str, int], due: Mapping[str, int]
) -> Iterator[Line]:
    """A line for whatever either side knows; what both say is 0 is left out."""
    for what in sorted(told.keys() | due.keys()):
        both = told.get(what, 0), due.get(what, 0)
        if any(both):
            yield Line(group=group, key=key, told=both[0], due=both[1], facts={"what": what})
