"""A list whose answer was lost is sent again: each row counts for what it came to at first."""

from typing import Any

import pytest

from pamong.demo.asking import Unfinished
from pamong.demo.registrar import answers_in, first_told


def a_row(outcome: str, order_id: str | None) -> dict[str, Any]:
    return {"row": 1, "outcome": outcome, "codes": [], "order_id": order_id}


def outcomes(*answers: dict[str, Any], known: frozenset[str] = frozenset()) -> list[str]:
    return [each["outcome"] for each in first_told(answers, set(known))]


def test_rows_come_after_a_line_with_other_headings():
    assert answers_in(b'{"extra": ["catatan"]}\n{"row": 4, "outcome": "refused"}\n') == [
        {"row": 4, "outcome": "refused"}
    ]


def test_a_last_line_that_broke_off_makes_the_answer_unfinished():
    with pytest.raises(Unfinished):
        answers_in(b'{"row": 4, "outcome": "refused"}\n{"row": 5, "out')


def test_a_row_recorded_under_an_order_that_nobody_knew_was_accepted():
    assert outcomes(a_row("already_recorded", "a")) == ["accepted"]


def test_a_row_recorded_on_an_earlier_day_was_recorded_before():
    assert outcomes(a_row("already_recorded", "a"), known=frozenset("a")) == ["already_recorded"]


def test_of_two_rows_for_one_order_the_second_is_the_repeat():
    told = outcomes(a_row("already_recorded", "a"), a_row("already_recorded", "a"))
    assert told == ["accepted", "already_recorded"]


def test_a_refused_row_stays_refused():
    assert outcomes(a_row("refused", None)) == ["refused"]
