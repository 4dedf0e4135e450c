"""The year's plan: targets of quarters, and in which quarter a day lies."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.domain.plan import AnnualPlan, Target, count_by_quarter, quarter_of


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("01-01", 1), ("03-31", 1), ("04-01", 2), ("06-30", 2), ("07-01", 3), ("12-31", 4)],
)
def test_a_quarter_has_three_months(day, quarter):
    assert quarter_of(date.fromisoformat(f"2021-{day}")) == quarter


@given(st.lists(st.dates(date(2021, 1, 1), date(2021, 12, 31))))
def test_every_day_lies_in_one_quarter(days):
    counted = count_by_quarter(days)
    assert list(counted) == [1, 2, 3, 4]
    assert sum(counted.values()) == len(days)


def test_a_quarter_without_a_target_has_none():
    target = Target(quarter=2, programmes=3, participants=60)
    plan = AnnualPlan(id=uuid4(), office_id="x", year=2021, targets=(target,))
    assert (plan.target_of(2), plan.target_of(3)) == (target, None)
