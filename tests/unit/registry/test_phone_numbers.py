import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.phones import read_phone

mobiles = st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True)
forms = st.sampled_from(["{0}", "0{0}", "62{0}", "+62{0}", "+62 {0}", "0062{0}", "+62 (0){0}"])
in_groups = st.sampled_from(["", " ", "-", "."])


@given(mobile=mobiles, form=forms, mark=in_groups)
def test_every_way_of_writing_a_mobile_number_gives_the_same(mobile, form, mark):
    written = form.format(mark.join((mobile[:3], mobile[3:7], mobile[7:])))
    assert read_phone(written) == f"+62{mobile}"


@given(st.text(max_size=20))
def test_what_is_read_from_any_text_reads_as_itself(text):
    number = read_phone(text)
    assert number is None or read_phone(number) == number


@pytest.mark.parametrize("digits", range(10, 14))
def test_numbers_set_aside_for_samples_are_accepted_from_ten_to_thirteen_digits(digits):
    assert read_phone("0812000".ljust(digits, "1")) == "+62812000".ljust(digits + 2, "1")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(021) 555-1234", "+62215551234"),
        ("+60 12-345 6789", "+60123456789"),
        ("'0812 0001 2201", "+6281200012201"),
        ("81200012201.0", "+6281200012201"),
    ],
)
def test_landlines_numbers_abroad_and_cells_of_spreadsheets_are_read(written, number):
    assert read_phone(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "+", "08xx", "081200012", "08120001234567", "0812 0001 2201 / 0813 0001 2201", "112"],
)
def test_what_cannot_be_rung_is_no_number(written):
    assert read_phone(written) is None
