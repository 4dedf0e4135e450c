from datetime import UTC, datetime, timedelta

import pytest

from pamong.doctor.clocks import ahead, clock, clock_by_header, stores_clock
from pamong.doctor.store import Greeting

NOW = datetime(2021, 10, 18, 8, 0, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_clock_is_compared_with_the_middle_of_question_and_answer():
    asked, answered = NOW.timestamp(), (NOW + 2 * SECOND).timestamp()
    assert ahead(NOW + SECOND, asked, answered) == 0.0


@pytest.mark.parametrize(("seconds", "says"), [(4.9, "same"), (-4.9, "same"), (5.1, "differs")])
def test_a_few_seconds_are_borne(told, seconds, says):
    assert told(clock("store", seconds)) == [f"clock.{says}"]


def test_the_stores_clock_is_read_as_utc(told):
    greeting = Greeting(
        told={"localTime": NOW.replace(tzinfo=None) + 60 * SECOND},
        before=NOW.timestamp(),
        after=NOW.timestamp(),
    )
    finding = stores_clock(greeting)
    assert told(finding) == ["clock.differs"]
    assert finding.facts["seconds"] == 60.0


def test_a_store_without_a_clock_is_noted(told):
    greeting = Greeting(told={}, before=0.0, after=0.0)
    assert told(stores_clock(greeting)) == ["clock.untold"]


def test_the_date_header_leaves_out_half_a_second_on_average(told):
    headers = {"Date": "Mon, 18 Oct 2021 08:00:00 GMT"}
    at = NOW.timestamp() + 0.5
    finding = clock_by_header("identity", headers, at, at)
    assert told(finding) == ["clock.same"]
    assert finding.facts["seconds"] == 0.0


@pytest.mark.parametrize("headers", [{}, {"Date": "yesterday"}])
def test_an_answer_without_a_date_is_noted(told, headers):
    assert told(clock_by_header("identity", headers, 0.0, 0.0)) == ["clock.untold"]
