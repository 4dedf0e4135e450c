"""What the office teaches: the shipped year, and small courses of its own between."""

from datetime import date, timedelta
from importlib.resources import files

from msgspec.structs import replace

from pamong.demo.working_days import is_working_day, next_working_day
from training.year_file import ProgrammeWritten, Year, read_year

SAMPLE, OWN = ("sample", "programmes-2021.yaml"), ("demo", "courses-2021.yaml")
AHEAD = timedelta(days=19)
"""So long before its first day a programme is entered and opened."""


def curriculum() -> Year:
    """Both files as one year, programmes in the order of their first days."""
    shipped, own = (
        read_year(files("pamong").joinpath(*each).read_text(encoding="utf-8"))
        for each in (SAMPLE, OWN)
    )
    return replace(
        shipped,
        rooms=shipped.rooms + own.rooms,
        partners=shipped.partners + own.partners,
        programmes=tuple(sorted(shipped.programmes + own.programmes, key=begins)),
    )


def begins(programme: ProgrammeWritten) -> date:
    day: date = programme.proposal["starts"]
    return day


def entered_on(programme: ProgrammeWritten) -> date:
    """The working day on which the office enters it."""
    day = begins(programme) - AHEAD
    return day if is_working_day(day) else next_working_day(day)
