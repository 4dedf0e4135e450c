"""The sample list comes out as it should, in whichever form it is kept (R1, R3)."""

import csv
import io
from datetime import datetime

import pytest
from handover_lists import EXPECTED, SAMPLE, as_expected, judge
from xlsxwriter import Workbook

from registry.domain.ages import is_child
from registry.domain.books import Book, book_of
from registry.domain.handover_row import Accepted, read_row
from registry.scheme_files import shipped_validities
from registry.sheets import SheetRow, open_sheet

OUTCOMES = [{key: each[key] for key in ("row", "outcome", "codes")} for each in EXPECTED]
TEXT = SAMPLE.read_text("utf-8-sig")
ROWS = list(csv.reader(TEXT.splitlines(), delimiter=";"))


def a_csv(rows: list[list[str]], delimiter: str = ";") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def a_workbook(*, date_cells: bool) -> bytes:
    content = io.BytesIO()
    with Workbook(content, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet()
        for line, row in enumerate(ROWS):
            for column, (heading, text) in enumerate(zip(ROWS[0], row, strict=True)):
                sheet.write(line, column, text)
                if date_cells and line and heading.startswith("tanggal_"):
                    try:
                        day = datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007
                    except ValueError:
                        continue
                    sheet.write_datetime(line, column, day)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        SAMPLE.read_bytes(),
        TEXT,
        TEXT.encode("cp1252"),
        a_csv(ROWS, ","),
        a_csv(ROWS, "\t"),
        a_csv([row[::-1] for row in ROWS]),
        a_csv([[cell.upper().replace("_", " ") for cell in ROWS[0]], *ROWS[1:]]),
        a_csv([[*row, "Islam" if n else "Agama"] for n, row in enumerate(ROWS)]),
        a_workbook(date_cells=False),
        a_workbook(date_cells=True),
    ],
    ids=["as it is", "no mark", "Windows-1252", "comma", "tab", "columns turned", "headings",
         "extra column", "workbook", "workbook with dates"],
)  # fmt: skip
def test_every_row_comes_out_as_expected(content):
    assert as_expected(judge(content)) == OUTCOMES


def test_a_broken_row_in_the_middle_leaves_the_others_as_they_were():
    lines = TEXT.splitlines()
    lines[300] = '300;"BI.1'
    expected = [*OUTCOMES]
    expected[299] = {"row": 300, "outcome": "refused", "codes": ["row_unreadable"]}
    assert as_expected(judge("\n".join(lines))) == expected


def test_children_and_schemes_decide_the_book_of_every_accepted_row():
    with open_sheet(SAMPLE) as sheet:
        found = {
            row.number: read_row(row.cells, shipped_validities())
            for row in sheet.rows
            if isinstance(row, SheetRow)
        }
    for each in EXPECTED:
        judged = found[each["row"]]
        if each["outcome"] != "accepted":
            continue
        assert isinstance(judged, Accepted)
        born, handed_over = judged.handover.person.birth_date, judged.handover.handed_over
        assert is_child(born, handed_over) is each["child"]
        asimilasi = Book.CHILD_ASIMILASI if each["child"] else Book.ADULT_ASIMILASI
        book = asimilasi if each["scheme"] == "asimilasi_rumah" else Book.INTEGRATION
        assert book_of(judged.handover.order.scheme, born, handed_over) is book
