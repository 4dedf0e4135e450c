from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.dates import read_date

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
forms = st.sampled_from(
    ["{0.day}/{0.month}/{0.year}", "{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}"]
)


@given(day=days, form=forms, time=st.sampled_from(["", " 00:00", " 10:30:00", "T00:00:00"]))
def test_a_day_is_read_back_however_it_is_written(day, form, time):
    assert read_date(form.format(day) + time) == day


@pytest.mark.parametrize(
    "written", ["5 Maret 2021", "05-Mar-2021", "Jumat, 5 Maret 2021", "5 MARCH 2021", "'5/3/2021"]
)
def test_months_may_be_in_words(written):
    assert read_date(written) == date(2021, 3, 5)


@pytest.mark.parametrize("written", ["05 / 03 / 2021", "5 -3- 2021", "2021 - 03 - 05"])
def test_spaces_around_the_marks_make_no_difference(written):
    assert read_date(written) == date(2021, 3, 5)


@pytest.mark.parametrize(
    "written",
    ["", "-", "31/02/1990", "29/02/2021", "12/25/2021", "5/3/21", "44260", "05/03-2021",
     "0021-03-05", "05/03/3021", "5 Foo 2021", "00/00/0000", "2021-03", "05/03/2021x"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(written):
    assert read_date(written) is None
