"""Clocks of machines: ids, leases and tokens go by them, so they must not differ by much."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pamong.doctor.findings import Finding, good, note, wrong
from pamong.doctor.store import Greeting

SECONDS = 5.0
"""Half of what events bear (`chassis.events_api.SKEW_SECONDS`): to be mended before it matters."""


def clock(of: str, seconds: float) -> Finding:
    """How far the clock of the store, or of a service, is ahead of ours."""
    facts = {"of": of, "seconds": round(seconds, 1) + 0.0}  # no "-0.0"
    return (
        wrong("clock.differs", **facts) if abs(seconds) > SECONDS else good("clock.same", **facts)
    )


def ahead(theirs: datetime, before: float, after: float) -> float:
    """Seconds by which `theirs`, told between two instants of ours, is ahead of us."""
    return theirs.timestamp() - (before + after) / 2


def stores_clock(greeting: Greeting) -> Finding:
    if greeting.its_time is None:
        return note("clock.untold", of="store")
    its_time = greeting.its_time.replace(tzinfo=UTC)
    return clock("store", ahead(its_time, greeting.before, greeting.after))


def clock_by_header(of: str, headers: Mapping[str, str], before: float, after: float) -> Finding:
    """By HTTP's Date, which leaves out the fraction of a second: on average half of one."""
    try:
        told = parsedate_to_datetime(headers["Date"])
    except (KeyError, ValueError):
        return note("clock.untold", of=of)
    return clock(of, ahead(told, before, after) + 0.5)
