"""Quiet hours: nobody's telephone rings, in whichever zone the office is."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications_builders import WIB, wib

from notifications.domain.quiet import QuietHours

NIGHT = QuietHours(time(20), time(7))
ZONES = [ZoneInfo(each) for each in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
HOURS = st.times().map(lambda each: each.replace(second=0, microsecond=0))
INSTANTS = st.integers(0, 12 * 365 * 24 * 60).map(
    lambda minutes: wib("2018-01-01 00:00") + timedelta(minutes=minutes)
)


@pytest.mark.parametrize(
    ("at", "over"),
    [
        ("2021-06-07 19:59", None),
        ("2021-06-07 20:00", "2021-06-08 07:00"),
        ("2021-06-07 23:59", "2021-06-08 07:00"),
        ("2021-06-08 00:00", "2021-06-08 07:00"),
        ("2021-06-08 06:59", "2021-06-08 07:00"),
        ("2021-06-08 07:00", None),
    ],
)
def test_the_night_is_quiet_from_eight_until_seven(at, over):
    assert NIGHT.over_at(wib(at), WIB) == (wib(over) if over else None)


def test_the_same_instant_is_quiet_in_jayapura_and_not_in_jakarta():
    instant = wib("2021-06-07 18:30")
    assert NIGHT.over_at(instant, WIB) is None
    assert NIGHT.over_at(instant, ZoneInfo("Asia/Jayapura")) == wib("2021-06-08 05:00")


def test_quiet_hours_within_one_day_end_on_that_day():
    siesta = QuietHours(time(12), time(13))
    assert siesta.over_at(wib("2021-06-07 12:30"), WIB) == wib("2021-06-07 13:00")
    assert siesta.over_at(wib("2021-06-07 13:00"), WIB) is None


def test_from_an_hour_until_the_same_hour_nothing_is_quiet():
    assert QuietHours(time(7), time(7)).over_at(wib("2021-06-07 07:00"), WIB) is None


@given(start=HOURS, end=HOURS, at=INSTANTS, zone=st.sampled_from(ZONES))
def test_what_is_put_off_is_put_off_to_the_first_instant_that_is_not_quiet(start, end, at, zone):
    quiet = QuietHours(start, end)
    over = quiet.over_at(at, zone)
    if over is None:
        assert not quiet.cover(at.astimezone(zone).time())
        return
    assert at < over <= at + timedelta(days=1)
    assert quiet.over_at(over, zone) is None
    assert quiet.over_at(over - timedelta(minutes=1), zone) == over or over - at < timedelta(
        minutes=1
    )


@given(start=HOURS, end=HOURS, at=INSTANTS, zone=st.sampled_from(ZONES))
def test_quiet_hours_and_those_from_their_end_to_their_start_never_cover_the_same_instant(
    start, end, at, zone
):
    hour = at.astimezone(zone).time()
    covered = [QuietHours(start, end).cover(hour), QuietHours(end, start).cover(hour)]
    assert sum(covered) == (start != end)
