"""What the office teaches in the half-year, who is asked to join, and who comes."""

from datetime import date, time
from typing import Any

import pytest
from demo_builders import a_client

from pamong.demo.curriculum import begins, curriculum, entered_on
from pamong.demo.learners import attendance, chosen
from pamong.demo.simulation import AFTERNOON, LAST_DAY
from pamong.demo.staff import FIRST_DAY
from pamong.demo.working_days import is_working_day

PROGRAMMES = curriculum().programmes
DAY = date(2021, 2, 23)


def a_candidate(number: int, points: int = 1, *reasons: str) -> dict[str, Any]:
    return {"person_id": f"p{number}", "points": points, "reasons": list(reasons)}


def people(count: int) -> dict[str, Any]:
    return {f"p{number}": a_client(number) for number in range(count)}


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda each: each.proposal["title"])
def test_a_programme_is_taught_on_working_days_before_the_trainer_records_it(programme):
    assert FIRST_DAY <= entered_on(programme) < begins(programme)
    for session in programme.sessions:
        assert is_working_day(session.day)
        assert time.fromisoformat(session.until) <= AFTERNOON
    assert max(each.day for each in programme.sessions) < LAST_DAY


def test_something_begins_in_every_month():
    assert {begins(each).month for each in PROGRAMMES} == set(range(1, 7))


def test_the_studys_programmes_are_among_them():
    titles = {each.proposal["title"] for each in PROGRAMMES}
    assert {"Bimbingan Kerja Tata Boga", "Budidaya Tanaman Hidroponik"} <= titles


def test_no_more_are_asked_than_are_wanted():
    candidates = [a_candidate(number) for number in range(50)]
    assert len(chosen(1, "Menjahit", candidates, people(50), 6)) == 6


def test_the_same_are_asked_whatever_the_order_of_the_list():
    candidates = [a_candidate(number) for number in range(50)]
    asked = chosen(1, "Menjahit", candidates, people(50), 6)
    assert chosen(1, "Menjahit", reversed(candidates), people(50), 6) == asked


def test_the_best_fitting_are_asked_first():
    candidates = [a_candidate(number, points=number % 5) for number in range(100)]
    asked = chosen(1, "Menjahit", candidates, people(100), 6)
    assert {int(each.person_id[1:]) % 5 for each in asked} == {4}


def test_whoever_the_list_never_had_is_not_asked():
    assert chosen(1, "Menjahit", [a_candidate(number) for number in range(50)], {}, 6) == []


def test_who_needs_a_device_is_lent_one():
    candidates = [a_candidate(number, 1, "needs_lent_device") for number in range(20)]
    assert all(each.lent_device for each in chosen(1, "Emosi", candidates, people(20), 3))


def test_most_come_and_some_do_not():
    came = [attendance(1, a_client(number), DAY, [])["state"] for number in range(400)]
    assert 0.8 < came.count("attended") / len(came) < 1
    assert set(came) == {"attended", "excused", "absent"}


def test_whoever_comes_is_checked_for_all_that_the_session_asks():
    rows = [attendance(1, a_client(number), DAY, ["antigen"]) for number in range(300)]
    checks = [each["checks"] for each in rows if each["state"] == "attended"]
    assert all(each.keys() == {"antigen"} for each in checks)
    assert {each["antigen"] for each in checks} == {True, False}
    assert not any("checks" in each for each in rows if each["state"] != "attended")
