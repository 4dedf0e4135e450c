"""Lists as workbooks (R1)."""

import io
from datetime import date, datetime

import pytest
from handover_lists import a_row, judge, outcomes
from xlsxwriter import Workbook

from registry.sheet_headings import HeadingsMissing, SheetUnreadable

DATES = {"date": "dd/mm/yyyy"}


def a_workbook(*sheets: list[dict[str, object]]) -> bytes:
    content = io.BytesIO()
    with Workbook(content, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for line, values in enumerate([list(rows[0]), *(row.values() for row in rows)]):
                sheet.write_row(line, 0, values)
    return content.getvalue()


def test_dates_may_be_dates_and_numbers_numbers():
    row = a_row() | {
        "no": 7,
        "tanggal_lahir": date(1987, 11, 12),
        "tanggal_sk": datetime(2021, 10, 15, 8, 30),  # noqa: DTZ001
        "pidana_tahun": 1,
        "pidana_bulan": 6.0,
        "pidana_hari": None,
        "penjamin_telepon": 81200040871,
    }
    results = judge(a_workbook([row]))
    assert [(each.row, each.outcome, each.codes) for each in results] == [(7, "accepted", ())]


def test_a_nik_as_a_number_is_read_while_it_has_all_its_digits():
    assert judge(a_workbook([a_row() | {"nik": 3175991211870001}]))[0].codes == ()


@pytest.mark.parametrize("nik", [3175991211870000, 3175991211870010, 9175991211870001])
def test_a_nik_as_a_number_that_may_have_lost_digits_is_malformed(nik):
    assert judge(a_workbook([a_row() | {"nik": nik}]))[0].codes == ("nik_malformed",)


def test_blank_rows_are_passed_over_and_the_sheet_with_the_headings_is_read():
    rows = [a_row(no="1"), dict.fromkeys(a_row(), ""), a_row(no="3", nik="")]
    content = a_workbook([{"Petunjuk": "Isi lembar kedua"}], rows)
    assert outcomes(content) == [(1, "accepted"), (3, "already_recorded")]


def test_a_workbook_without_the_headings_names_them():
    with pytest.raises(HeadingsMissing):
        judge(a_workbook([{"nama": "Slamet"}]))


def test_a_damaged_workbook_says_so():
    with pytest.raises(SheetUnreadable):
        judge(a_workbook([a_row()])[:500])
