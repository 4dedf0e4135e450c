"""Birthdays change what others must know of a child (R6)."""

from datetime import date

from registry_office import Office


def test_who_turns_18_and_21_is_told_of_once_each(office: Office) -> None:
    order = office.handed_over(person={"birth_date": "2004-01-01"})
    office.rig.run_jobs()
    assert office.rig.published("registry.person-changed") == []
    for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 2)):
        office.rig.move(day)
        office.rig.run_jobs()
    (adult,) = office.rig.published("registry.person-changed")
    assert str(adult.data["person_id"]) == order["person_id"]
    assert (adult.data["age_class"], adult.data["protected"]) == ("adult", True)
    office.rig.move(date(2023, 1, 1))
    office.rig.run_jobs()
    office.rig.move(date(2024, 12, 31))
    office.rig.run_jobs()
    assert len(office.rig.published("registry.person-changed")) == 1


def test_a_birthday_that_was_slept_through_is_caught_up(office: Office) -> None:
    office.handed_over(person={"birth_date": "2004-01-01"})
    office.rig.run_jobs()
    office.rig.move(date(2022, 1, 5))
    office.rig.run_jobs()
    assert len(office.rig.published("registry.person-changed")) == 1
    office.rig.run_jobs()
    assert len(office.rig.published("registry.person-changed")) == 1
