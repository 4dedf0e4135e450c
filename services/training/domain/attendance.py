"""Who came to a session, who did not, and who was sent home (R25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID


class Came(StrEnum):
    ATTENDED = "attended"
    ABSENT = "absent"
    EXCUSED = "excused"
    TURNED_AWAY = "turned_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """What is on record of one session, held on the office's day `on`."""

    session_id: UUID
    on: date
    state: Came
    recorded_at: datetime
    by: str


def outcome(told: Came, checks: Iterable[bool]) -> Came:
    """Who fails an entry check was turned away, whatever else is told of him."""
    return told if all(checks) else Came.TURNED_AWAY


def share_attended(attendance: Iterable[Attendance], held: int) -> Fraction:
    """Sessions attended of those held. Excused or turned away: one was not taught all the same."""
    attended = sum(each.state is Came.ATTENDED for each in attendance)
    return Fraction(attended, held) if held else Fraction(0)
