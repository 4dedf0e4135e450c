"""Budgets in whole rupiah: who pays, what is given, and a whole year at none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.domain.budget import (
    BudgetLine,
    Source,
    Sums,
    cost_per_participant,
    sums,
    sums_by_source,
)
from training.domain.refusals import BudgetLineWrong


def test_a_gift_in_kind_has_its_nature_and_worth_and_no_money():
    line = BudgetLine(what="Oven", source=Source.IN_KIND, nature="pinjaman", worth=2_500_000)
    assert sums([line]) == Sums(planned=0, spent=0, worth=2_500_000)


@pytest.mark.parametrize(
    "line",
    [
        {"source": Source.IN_KIND},
        {"source": Source.IN_KIND, "nature": "pinjaman"},
        {"source": Source.IN_KIND, "worth": 1},
        {"source": Source.IN_KIND, "nature": "pinjaman", "worth": 1, "planned": 1},
        {"source": Source.NONE, "planned": 1},
        {"source": Source.NONE, "spent": 1},
        {"source": Source.DIPA, "nature": "pinjaman"},
        {"source": Source.DIPA, "worth": 1},
        {"source": Source.DIPA, "planned": -1},
        {"source": Source.PARTNER, "spent": -1},
    ],
)
def test_a_line_whose_source_and_sums_do_not_go_together_is_refused(line):
    with pytest.raises(BudgetLineWrong):
        BudgetLine(what="Bahan", **line)


def test_a_year_may_be_planned_at_no_rupiah():
    room = BudgetLine(what="Ruangan Bapas", source=Source.NONE)
    teacher = BudgetLine(what="Pengajar", source=Source.IN_KIND, nature="relawan", worth=600_000)
    assert sums([room, teacher]).planned == 0
    assert sums_by_source([room, teacher]) == {
        Source.IN_KIND: Sums(worth=600_000),
        Source.NONE: Sums(),
    }


@given(st.lists(st.tuples(st.sampled_from([Source.DIPA, Source.PARTNER]), st.integers(0, 10**9))))
def test_sums_by_source_add_up_to_the_whole(lines):
    budget = [BudgetLine(what="Bahan", source=source, planned=rp) for source, rp in lines]
    parts = sums_by_source(budget).values()
    assert sum(each.planned for each in parts) == sums(budget).planned


@pytest.mark.parametrize(("people", "rupiah"), [(4, 250_000), (3, 333_334), (0, None)])
def test_the_cost_of_a_participant_is_whole_rupiah_rounded_up(people, rupiah):
    assert cost_per_participant(1_000_000, people) == rupiah
