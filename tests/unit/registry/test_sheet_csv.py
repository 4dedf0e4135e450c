"""Lists as text files, of any make and in any state (R1)."""

import io
import tracemalloc

import pytest
from handover_lists import a_list, a_row, judge, outcomes

from registry.sheet_headings import HeadingsMissing, SheetEmpty, SheetUnreadable
from registry.sheets import Sheet, open_sheet

NIKS = [f"3175991211870{number:03d}" for number in range(1, 10)]


def rows(count: int = 3, **cells: str) -> list[dict[str, str]]:
    return [a_row(no=str(n), nik=NIKS[n - 1], **cells) for n in range(1, count + 1)]


def names(content: bytes | str) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    with open_sheet(io.BytesIO(raw)) as sheet:
        return [row.cells["nama"] for row in sheet.rows]


def with_second_row(change) -> str:
    lines = a_list(*rows()).splitlines()
    lines[2] = change(lines[2])
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_usual_delimiter_is_found(delimiter):
    content = a_list(*rows(alamat="Jl. Mawar; No. 1, RT 1 | RW 2"), delimiter=delimiter)
    assert outcomes(content) == [(1, "accepted"), (2, "accepted"), (3, "accepted")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_is_read(encoding):
    assert names(a_list(*rows(nama="Renée Müller")).encode(encoding)) == ["Renée Müller"] * 3


def test_headings_may_be_in_any_order_and_case_with_spaces():
    row = a_row()
    turned = {key.replace("_", " ").title(): row[key] for key in reversed(row)}
    assert outcomes(a_list(turned)) == [(1, "accepted")]


def test_usual_abbreviations_of_headings_are_known():
    row = {key.replace("tanggal", "Tgl.").replace("nomor", "No."): v for key, v in a_row().items()}
    assert outcomes(a_list(row)) == [(1, "accepted")]


def test_extra_columns_are_kept_and_named_as_written():
    content = a_list({**a_row(), "Agama / Kepercayaan": "Islam", "": "tanpa judul"})
    with open_sheet(io.BytesIO(content.encode())) as sheet:
        assert sheet.extra == ("Agama / Kepercayaan", "kolom_19")
        assert next(sheet.rows).cells["Agama / Kepercayaan"] == "Islam"


def test_blank_cells_of_extra_columns_may_be_left_out_at_the_end():
    lines = a_list({**a_row(), "Agama": "", "Catatan": ""}).splitlines()
    whole, without_a_known_cell = lines[1].removesuffix(";;"), lines[1].rsplit(";", 3)[0]
    assert outcomes("\n".join([lines[0], whole])) == [(1, "accepted")]
    assert outcomes("\n".join([lines[0], without_a_known_cell])) == [(1, "refused")]


def test_lines_above_the_headings_and_blank_rows_are_passed_over():
    lines = a_list(*rows(2)).splitlines()
    content = "\n".join(["sep=;", "Daftar Serah Terima;;", "", *lines[:2], "", ";" * 16, lines[2]])
    assert outcomes(content) == [(1, "accepted"), (2, "accepted")]


def test_rows_without_a_number_are_numbered_by_their_place():
    content = a_list(*(row | {"no": ""} for row in rows(2)))
    assert outcomes(content) == [(1, "accepted"), (2, "accepted")]


def test_a_row_keeps_the_number_that_the_list_gives_it():
    assert outcomes(a_list(a_row(no="613."))) == [(613, "accepted")]


def test_a_quoted_cell_may_run_over_lines():
    content = with_second_row(lambda line: line.replace("Slamet Riyadi", '"Slamet\r\n\r\nRiyadi"'))
    assert names(content)[1].split() == ["Slamet", "Riyadi"]
    assert outcomes(content) == [(1, "accepted"), (2, "accepted"), (3, "accepted")]


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace("Slamet", '"Slamet'),
        lambda line: ';"'.join(line.rsplit(";", 1)),
        lambda line: line.replace("Slamet", '"Slamet" Riyadi'),
        lambda line: line.rsplit(";", 3)[0],
        lambda line: line + ";lebih",
        lambda line: line.replace("Slamet", "Sla\0met"),
        lambda line: line.replace("Slamet", "x" * 300_000),
        lambda line: line.replace("Slamet", '"' + "x" * 200_000 + '"'),
        lambda line: "2;rusak",
    ],
    ids=["open quote", "open quote in the last cell", "text after a quote", "too few", "too many",
         "NUL", "endless", "huge cell", "remains of a row"],
)  # fmt: skip
def test_a_broken_row_is_refused_by_itself_and_takes_no_other_with_it(change):
    results = judge(with_second_row(change))
    assert [(each.row, each.outcome) for each in results] == [
        (1, "accepted"),
        (2, "refused"),
        (3, "accepted"),
    ]
    assert results[1].codes == ("row_unreadable",)


def test_an_open_quote_does_not_reach_for_the_next_rows_quote():
    lines = a_list(*rows(4)).splitlines()
    lines[2] = lines[2].replace("Slamet", '"Slamet')
    lines[3] = lines[3].replace("Slamet Riyadi", '"Slamet Riyadi"')
    assert [outcome for _, outcome in outcomes("\n".join(lines))] == [
        "accepted",
        "refused",
        "accepted",
        "accepted",
    ]


def test_an_open_quote_in_the_last_row_is_that_rows_fault():
    head, first, last = a_list(*rows(2)).splitlines()
    content = "\n".join([head, first, last.replace("Slamet", '"Slamet')])
    assert outcomes(content) == [(1, "accepted"), (2, "refused")]


def test_bytes_that_are_no_text_are_a_broken_row():
    raw = a_list(*rows()).encode("utf-8-sig").split(b"\r\n")
    raw[2] = raw[2].replace(b"Slamet", b"Sl\xe1met")
    assert outcomes(b"\r\n".join(raw)) == [(1, "accepted"), (2, "refused"), (3, "accepted")]


def test_a_broken_rows_number_is_its_place_where_numbers_do_not_lead():
    content = a_list(*(dict(reversed(row.items())) for row in rows())).splitlines()
    content[2] = content[2][:40]
    assert outcomes("\n".join(content))[1] == (2, "refused")


def test_missing_headings_are_named():
    row = a_row()
    del row["nomor_sk"], row["nik"]
    with pytest.raises(HeadingsMissing) as missing:
        outcomes(a_list(row))
    assert missing.value.facts == {"headings": "nik, nomor_sk"}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_a_file_with_nothing_in_it_says_so(content):
    with pytest.raises(SheetEmpty):
        judge(content)


@pytest.mark.parametrize(
    "content",
    [
        a_list(a_row()).encode("utf-16-le"),
        a_list(a_row()).replace("\r\n", "\r").encode(),
        b"\x8f\x00\x1b\n%PNG\n" * 9,
    ],
    ids=["wide letters without a mark", "no line ends", "a picture"],
)
def test_a_file_that_is_no_text_is_neither_empty_nor_a_list_without_headings(content):
    with pytest.raises(SheetUnreadable) as unreadable:
        judge(content)
    assert unreadable.value.code == "sheet_unreadable"


class Repeated(io.RawIOBase):
    """A file of many rows that is never held whole."""

    def __init__(self, count: int) -> None:
        head, self.row = a_list(a_row(nama="Slamet " * 30)).encode().splitlines(keepends=True)
        self.lines = iter([head, *[None] * count])
        self.begun = head[:4]

    def read(self, size: int = -1) -> bytes:
        return self.begun

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def readline(self, size: int = -1) -> bytes:
        line = next(self.lines, b"")
        return self.row if line is None else line


def held_after(sheet: Sheet) -> int:
    tracemalloc.start()
    try:
        for _ in sheet.rows:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_many_rows_take_no_more_memory_than_few():
    with open_sheet(Repeated(200)) as few, open_sheet(Repeated(20_000)) as many:
        assert held_after(many) < held_after(few) + 50_000
