"""Who does something, and when: what every change of the register is kept with."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`by`: a user's id or a service's name; `at`: the instant; `today`: the office's day of it."""

    by: str
    at: datetime
    today: date
