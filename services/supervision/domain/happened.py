"""When something may have happened: not in the future, and within its days (R37)."""

from datetime import date

from supervision.domain import refusals


def check_happened(
    on: date, *, today: date, since: date, before: date = date.max, field: str
) -> None:
    """Refuse a day in the future or outside [since, before), naming the field."""
    if on > today:
        raise refusals.NotYetHappened(field=field, on=on.isoformat())
    if on < since:
        raise refusals.WindowNotOpen(field=field, on=on.isoformat(), start=since.isoformat())
    if on >= before:
        raise refusals.WindowClosed(field=field, on=on.isoformat(), end=before.isoformat())
