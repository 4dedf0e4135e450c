from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.identity import Nik, NikMalformed, Sex, mask

births = st.dates(date(1920, 1, 1), date(2019, 12, 31))


def a_nik(born: date, sex: Sex, serial: int = 1) -> str:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    return f"317599{day:02d}{born:%m%y}{serial:04d}"


@given(born=births, sex=st.sampled_from(Sex), serial=st.integers(1, 9999))
def test_a_nik_gives_back_the_birth_date_and_sex_it_was_made_from(born, sex, serial):
    nik = Nik.read(a_nik(born, sex, serial))
    assert (nik.birth_date(born), nik.sex) == (born, sex)


@given(born=births, marks=st.lists(st.sampled_from([" ", ".", "-", "'", "\u00a0"]), max_size=8))
def test_marks_between_the_digits_make_no_difference(born, marks):
    digits = a_nik(born, Sex.MALE)
    written = "".join(a + b for a, b in zip(digits, [*marks, *[""] * 16], strict=False))
    assert Nik.read(written).digits == digits


@given(st.text("0123456789", max_size=30).filter(lambda digits: len(digits) != 16))
def test_any_other_number_of_digits_is_malformed(digits):
    with pytest.raises(NikMalformed):
        Nik.read(digits)


@pytest.mark.parametrize(
    "nik",
    [
        "3175990010870001",  # day 0
        "3175993210870001",  # day 32
        "3175997210870001",  # a woman's day 32
        "3175991213870001",  # month 13
        "3175993002870001",  # 30 February
        "3175992902870001",  # 29 February, in a leap year of no century
        "317599121187000A",
        "3.17599121187000E+15",
        "٣١٧٥٩٩١٢١١٨٧٠٠٠١",
    ],
)
def test_a_date_part_that_is_in_no_calendar_is_malformed(nik):
    with pytest.raises(NikMalformed):
        Nik.read(nik)


def test_the_century_is_that_of_the_recorded_birth_date():
    nik = Nik.read("3175991206200001")
    assert nik.birth_date(date(2020, 6, 12)) == date(2020, 6, 12)
    assert nik.birth_date(date(1921, 1, 1)) == date(1920, 6, 12)


def test_a_leap_day_is_read_in_the_century_that_has_it():
    assert Nik.read("3175992902000001").birth_date(date(1990, 1, 1)) == date(2000, 2, 29)


def test_a_masked_nik_keeps_its_ends():
    assert mask("3175991211870003") == "3175********0003"
