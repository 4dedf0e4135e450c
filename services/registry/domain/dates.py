"""Dates as they stand in lists: day first, or ISO; never guessed (R1)."""

import re
from datetime import date

EARLIEST, LATEST = 1900, 2199
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february pebruari peb",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agustus ags agt aug august",
            "sep september sept",
            "okt oktober oct october",
            "nov november nop nopember",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T\s]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?)?"
_AROUND_MARKS = re.compile(r"\s*([/.\-])\s*")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4})" + _TIME, re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII)
_IN_WORDS = re.compile(
    r"(?:[^\W\d]+'?[^\W\d]*,\s*)?(\d{1,2})[\s\-/.]+([^\W\d]+)\.?[\s\-/.]+(\d{4})"
)


def read_date(text: str) -> date | None:
    """The day that is meant, or None: 5/3/2021, 05-03-2021, 5.3.2021, 2021-03-05, 5 Maret 2021.

    The day comes before the month. A time of day after it is left out. A year of two digits has
    no century, and one outside 1900 to 2199 is a slip of the pen: neither is a date.
    """
    text = _AROUND_MARKS.sub(r"\1", text.strip().lstrip("'’"))
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found[1], int(found[3]), found[4]
    elif found := _YEAR_FIRST.fullmatch(text):
        day, month, year = found[4], int(found[3]), found[1]
    elif found := _IN_WORDS.fullmatch(text):
        day, month, year = found[1], _MONTHS.get(found[2].casefold(), 0), found[3]
    else:
        return None
    if not EARLIEST <= int(year) <= LATEST:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
