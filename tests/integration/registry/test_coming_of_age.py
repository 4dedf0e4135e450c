"""Birthdays change what others must know of a child (R6)."""

from datetime import date

import pytest
from registry_office import Office


@pytest.mark.parametrize(
    ("born", "birthday", "age_class", "protected"),
    [
        ("2004-01-01", date(2022, 1, 1), "adult", True),  # 18 years old
        ("2000-12-01", date(2021, 12, 1), "adult", False),  # 21, and a child at the offence
    ],
)
def test_a_birthday_that_matters_is_told_once(office, born, birthday, age_class, protected):
    order = office.handed_over(person={"birth_date": born}, sentence={"offence_date": "2018-01-01"})
    office.rig.run_jobs()
    office.rig.move(birthday)
    assert office.rig.published("registry.person-changed") == []
    for _ in range(2):
        office.rig.run_jobs()
    (told,) = office.rig.published("registry.person-changed")
    assert told.data["person_id"] == order["person_id"]
    assert (told.data["age_class"], told.data["protected"]) == (age_class, protected)


def test_a_birthday_that_was_slept_through_is_caught_up(office: Office) -> None:
    office.handed_over(person={"birth_date": "2003-10-25"})
    office.rig.run_jobs()
    office.rig.move(date(2021, 10, 28))
    office.rig.run_jobs()
    assert len(office.rig.published("registry.person-changed")) == 1


def test_days_without_birthdays_leave_no_trace_but_their_run(office: Office) -> None:
    office.handed_over()
    office.rig.run_jobs()
    office.rig.move(date(2021, 10, 20))
    office.rig.run_jobs()
    assert office.audited("come_of_age") == []
    assert office.database["job_runs"].count_documents({"job": "come-of-age"}) == 3
