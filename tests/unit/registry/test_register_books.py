from datetime import date

import pytest

from registry.domain.ages import is_child
from registry.domain.books import Book, book_of, register_number
from registry.domain.schemes import Scheme, read_scheme, was_in_force
from registry.scheme_files import shipped_validities


@pytest.mark.parametrize(
    ("handover", "book"),
    [(date(2021, 6, 9), Book.CHILD_ASIMILASI), (date(2021, 6, 10), Book.ADULT_ASIMILASI)],
)
def test_asimilasi_is_entered_by_age_on_the_day_of_handover(handover, book):
    assert book_of(Scheme.ASIMILASI_RUMAH, date(2003, 6, 10), handover) is book


@pytest.mark.parametrize("scheme", [Scheme.PB, Scheme.CB, Scheme.CMB])
def test_integration_has_one_book_for_every_age(scheme):
    assert book_of(scheme, date(2005, 1, 1), date(2021, 1, 1)) is Book.INTEGRATION


def test_who_is_born_on_a_leap_day_comes_of_age_on_the_first_of_march():
    assert is_child(date(2004, 2, 29), date(2022, 2, 28))
    assert not is_child(date(2004, 2, 29), date(2022, 3, 1))


def test_register_numbers_name_book_place_and_year():
    assert register_number(Book.ADULT_ASIMILASI, 123, 2021) == "IX.B/0123/2021"
    assert register_number(Book.INTEGRATION, 1, 2021) == "INT/0001/2021"
    assert register_number(Book.CHILD_ASIMILASI, 12345, 2021) == "IV.I/12345/2021"


@pytest.mark.parametrize(
    ("written", "scheme"),
    [
        ("Asimilasi Rumah", Scheme.ASIMILASI_RUMAH),
        (" ASIMILASI-RUMAH ", Scheme.ASIMILASI_RUMAH),
        ("PB", Scheme.PB),
        ("Cuti Menjelang Bebas", Scheme.CMB),
        ("asimilasi", None),
        ("bebas", None),
        ("", None),
    ],
)
def test_schemes_are_read_in_any_case(written, scheme):
    assert read_scheme(written) is scheme


@pytest.mark.parametrize(
    ("scheme", "day", "in_force"),
    [
        (Scheme.ASIMILASI_RUMAH, date(2020, 3, 29), False),
        (Scheme.ASIMILASI_RUMAH, date(2020, 3, 30), True),
        (Scheme.ASIMILASI_RUMAH, date(2020, 12, 23), True),
        (Scheme.ASIMILASI_RUMAH, date(2023, 6, 30), True),
        (Scheme.ASIMILASI_RUMAH, date(2023, 7, 1), False),
        (Scheme.PB, date(2018, 2, 14), False),
        (Scheme.CB, date(2026, 1, 1), True),
    ],
)
def test_a_scheme_is_in_force_within_its_window(scheme, day, in_force):
    assert was_in_force(scheme, day, shipped_validities()) is in_force
