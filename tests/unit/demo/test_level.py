"""The clock moves only when nobody is behind."""

from datetime import date
from typing import Any

import pytest
from demo_builders import SERVICES, a_status

from pamong.demo.level import already_past, behind

DAY = date(2021, 1, 4)


def statuses(**changed: Any) -> dict[str, Any]:
    """All level, but for what is changed of the registry."""
    found = {name: a_status(name) for name in SERVICES}
    for path, value in changed.items():
        *outer, last = path.split("__")
        inner = found["registry"]
        for each in outer:
            inner = inner[each]
        inner[last] = value
    return found


def test_services_that_did_and_heard_everything_are_level():
    assert behind(statuses(), DAY) == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"outbox": 1},
        {"follower__places": {}},
        {"follower__held": 1},
        {"follower__parked": 1},
        {"follower__filling": ["identity"]},
        {"jobs__daily": "2021-01-03"},
        {"jobs__daily": None},
        {"today": "2021-01-03"},
    ],
)
def test_whatever_is_not_done_is_named(changed):
    assert list(behind(statuses(**changed), DAY)) == ["registry"]


def test_everybody_is_behind_a_service_that_has_just_published():
    ahead = statuses(head__position=5, head__settled=5)
    assert set(behind(ahead, DAY)) == set(SERVICES)


def test_services_that_lived_through_later_days_are_named():
    """A clock set too late: their daily jobs would never be run for these days."""
    later = statuses(jobs__daily="2026-11-24")
    assert already_past(later, DAY) == ["registry"]
    assert already_past(statuses(), DAY) == []
