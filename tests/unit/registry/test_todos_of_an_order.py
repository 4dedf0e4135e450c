"""What is still to be found out, and until when (R4, R6)."""

from register_builders import a_person, an_act, an_order, back, day, suspended

from registry.domain.handover import Guarantor
from registry.domain.todos import Todo, open_todos
from registry.todo_files import shipped_deadlines

DAYS = shipped_deadlines()
TODAY = day("2021-10-18")
NOBODY = Guarantor(name="Wulan")


def codes(on=TODAY, **handover):
    person = a_person(**handover)
    found = open_todos(an_order(person=person, **handover), person, DAYS, today=on)
    return [each.code for each in found]


def test_nothing_is_missing_where_all_is_known():
    assert codes() == []


def test_a_guarantor_whom_nobody_can_ring_is_a_todo_with_a_deadline():
    person = a_person(guarantor=NOBODY)
    order = an_order(person=person)
    expected = (Todo(code="guarantor_phone_absent", due=day("2021-10-25")),)
    assert open_todos(order, person, DAYS, today=TODAY) == expected


def test_a_todo_is_done_when_the_number_is_there():
    person = a_person(guarantor=NOBODY)
    found, _ = person.corrected({}, {"phone": "+6281200040871"}, act=an_act())
    assert open_todos(an_order(person=person), found, DAYS, today=TODAY) == ()


def test_what_could_not_be_read_is_to_be_asked_again():
    unreadable = Guarantor(name="Wulan", phone_written="08xx")
    assert codes(guarantor=unreadable, phone_written="0812") == [
        "guarantor_phone_unreadable",
        "phone_unreadable",
    ]


def test_a_child_without_a_guardian_to_ring_comes_first_and_once():
    assert codes(born="2004-01-01", guarantor=NOBODY, nik=None) == [
        "guardian_contact_absent",
        "nik_absent",
    ]


def test_a_final_order_has_no_todos():
    person = a_person(guarantor=NOBODY)
    order = back(suspended(an_order(person=person)))
    assert open_todos(order, person, DAYS, today=TODAY) == ()


def test_every_todo_has_a_deadline_and_words():
    from chassis.words import words_of

    assert all(code in words_of("registry") for code in DAYS)
