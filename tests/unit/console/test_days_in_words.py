"""Days as a person would say them, in both languages."""

from datetime import date

import pytest
from console_builders import ENGLISH, INDONESIAN


@pytest.mark.parametrize(
    ("day", "indonesian", "english"),
    [
        ("2021-06-07", "hari ini", "today"),
        ("2021-06-08", "besok", "tomorrow"),
        ("2021-06-06", "kemarin", "yesterday"),
        ("2021-06-09", "2 hari lagi", "in 2 days"),
        ("2021-06-01", "lewat 6 hari", "6 days late"),
    ],
)
def test_how_far_a_day_is(day, indonesian, english):
    assert INDONESIAN.distance(day) == indonesian
    assert ENGLISH.distance(day) == english


def test_a_day_of_this_year_is_said_without_the_year():
    assert INDONESIAN.day("2021-06-09") == "Rab, 9 Jun"
    assert ENGLISH.day("2021-06-09") == "Wed, 9 Jun"


def test_a_day_of_another_year_is_said_with_it():
    assert INDONESIAN.day("2022-01-03") == "Sen, 3 Jan 2022"


def test_the_banner_says_the_whole_day():
    assert INDONESIAN.full_day(date(2021, 6, 7)) == "Senin, 7 Juni 2021"


def test_an_instant_belongs_to_the_offices_day():
    assert INDONESIAN.day_of("2021-06-06T18:30:00+00:00") == date(2021, 6, 7)
    assert INDONESIAN.hour("2021-06-06T18:30:00+00:00") == "01.30"


def test_the_last_day_of_a_window_is_the_one_before_its_end():
    assert INDONESIAN.last_day("2021-06-08") == "Sen, 7 Jun"


def test_what_is_not_known_is_a_dash():
    assert INDONESIAN.day(None) == "–"


def test_a_code_that_nobody_wrote_words_for_is_still_readable():
    assert INDONESIAN.code("channel", "carrier_pigeon") == "carrier pigeon"
    assert INDONESIAN.code("channel", "phone") == "Telepon"


def test_a_field_has_one_word_wherever_it_stands():
    assert INDONESIAN.field("person.address.kelurahan") == "Kelurahan"
    assert INDONESIAN.field("person.nik") == INDONESIAN.field("nik")


def test_large_numbers_are_grouped_as_the_language_does():
    assert INDONESIAN.number(12345) == "12.345"
    assert ENGLISH.number(12345) == "12,345"
