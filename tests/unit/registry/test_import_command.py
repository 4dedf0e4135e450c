"""`pamong import handovers --dry-run`, as a registrar runs it."""

import json

import pytest
from click.testing import CliRunner, Result
from handover_lists import EXPECTED, SAMPLE, a_list, a_row
from python_calamine import CalamineWorkbook

from chassis.words import words_of
from pamong.cli import main


def run(*arguments: object) -> Result:
    command = ["import", "handovers", *map(str, arguments), "--office", "jakarta-timur-utara"]
    return CliRunner().invoke(main, command)


def test_json_has_a_line_for_each_row_and_nothing_else():
    result = run(SAMPLE, "--dry-run", "--json")
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {key: each[key] for key in ("row", "outcome", "codes")} for each in EXPECTED
    ]


@pytest.mark.parametrize(("language", "word"), [("id", "Sudah tercatat"), ("en", "Already rec")])
def test_the_summary_says_in_plain_words_how_many_rows_came_to_what(language, word):
    result = run(SAMPLE, "--dry-run", "--lang", language)
    line = next(line for line in result.stdout.splitlines() if word in line)
    assert line.split()[-1] == "12"


def test_the_report_has_every_row_with_its_reason_and_names_other_columns(tmp_path):
    file, report = tmp_path / "daftar.csv", tmp_path / "laporan.xlsx"
    refused = a_row(no="2", nama="", skema="bebas") | {"Agama": "=1+1"}
    file.write_text(a_list(a_row() | {"Agama": "Islam"}, refused), "utf-8")
    assert run(file, "--dry-run", "--report", report).exit_code == 0
    first, second = (
        CalamineWorkbook.from_path(report).get_sheet_by_index(index).to_python() for index in (0, 1)
    )
    assert first == [
        ["baris", "hasil", "kode", "alasan"],
        [1, "diterima", "", ""],
        [
            2,
            "ditolak",
            "name_missing, scheme_unknown",
            "Nama tidak diisi. Skema tidak dikenal. Pilih asimilasi_rumah, pb, cb, atau cmb.",
        ],
    ]
    assert second[1:] == [["Agama"]]


def test_a_file_that_cannot_be_read_exits_2_and_says_what_to_do(tmp_path):
    file = tmp_path / "daftar.csv"
    file.write_text("nama;nik\nSlamet;1\n", "utf-8")
    result = run(file, "--dry-run", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nomor_sk" in result.stderr
    assert "Tambahkan" in result.stderr


def test_a_report_never_overwrites_the_list():
    result = run(SAMPLE, "--dry-run", "--report", SAMPLE)
    assert result.exit_code == 2
    assert SAMPLE.stat().st_size > 100_000


def test_every_code_has_words():
    words = words_of("registry")
    assert all(code in words for each in EXPECTED for code in [each["outcome"], *each["codes"]])
    assert {"row_unreadable", "scheme_out_of_time"} <= set(words.sentences)
