"""Whom to ring, and what is owed."""

from datetime import date

from console_builders import an_obligation

from console.shown.person import duties, phones

TODAY = date(2021, 6, 7)


def test_the_client_is_rung_first_then_the_guarantor():
    person = {
        "phone": "+6281200012345",
        "device": "smartphone",
        "guarantor": {"name": "Rizky", "relation": "istri", "phone": "+6281200040871"},
    }
    first, second = phones(person)
    assert (first.whose, second.whose) == ("client", "guarantor")
    assert first.tel == "tel:+6281200012345"
    assert first.chat == "https://wa.me/6281200012345"
    assert first.spaced == "+62 812-0001-2345"


def test_without_a_number_there_is_nobody_to_ring():
    assert phones({"phone": None, "guarantor": None}) == []


def test_a_number_of_another_shape_is_shown_as_it_is():
    assert phones({"phone": "+4915112345"})[0].spaced == "+4915112345"


def test_duties_are_those_of_now_those_to_come_and_the_past_newest_first():
    found = duties(
        [
            an_obligation(due="2021-06-07"),
            an_obligation(window_start="2021-06-08", due="2021-06-14"),
            an_obligation(state="missed", due="2021-05-24"),
            an_obligation(state="attended", due="2021-05-31"),
        ],
        TODAY,
    )
    assert [each["due"] for each in found.now] == ["2021-06-07"]
    assert [each["due"] for each in found.coming] == ["2021-06-14"]
    assert [each["state"] for each in found.past] == ["attended", "missed"]
