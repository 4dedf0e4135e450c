"""The days on which the office works."""

from datetime import date, timedelta

from supervision.domain.calendar import ONE_DAY, Calendar

CALENDAR = Calendar()


def is_working_day(day: date) -> bool:
    return CALENDAR.why_off(day) is None


def working_days(start: date, end: date) -> list[date]:
    """The working days in [start, end)."""
    days = (start + timedelta(days=n) for n in range((end - start).days))
    return [day for day in days if is_working_day(day)]


def next_working_day(day: date) -> date:
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def last_working_day_before(day: date) -> date:
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day
