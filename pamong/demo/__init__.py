"""An office's first half-year, lived through the public APIs of running services.

`open_office` makes an office and its staff in an empty Pamong; `simulate` lets the days pass: a
prison's list comes in by the day, officers meet their clients, the head decides; `reconcile` asks
the services for their figures and holds them against what the simulation did and was told.
"""

from pamong.demo.asking import Away, Refused
from pamong.demo.level import NotLevel
from pamong.demo.lines import Reconciliation
from pamong.demo.office import open_office
from pamong.demo.progress import Progress, progress_on
from pamong.demo.simulation import LAST_DAY, simulate
from pamong.demo.staff import FIRST_DAY, Office, Staff, StaffMember
from pamong.demo.story import Story
from pamong.demo.summary import in_words, reconcile, table, verdict

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Away",
    "NotLevel",
    "Office",
    "Progress",
    "Reconciliation",
    "Refused",
    "Staff",
    "StaffMember",
    "Story",
    "in_words",
    "open_office",
    "progress_on",
    "reconcile",
    "simulate",
    "table",
    "verdict",
]
