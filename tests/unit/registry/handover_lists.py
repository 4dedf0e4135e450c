"""Builders: rows and lists of handovers, good unless told otherwise."""

import csv
import io
import json
from pathlib import Path

from pamong.import_results import RowResult, judged
from registry.domain.handover_row import Accepted, RowRefused, read_row
from registry.scheme_files import shipped_validities
from registry.sheets import open_sheet

SAMPLE = Path(__file__).parents[3] / "pamong/sample/serah-terima-2021-semester-1.csv"
EXPECTED = json.loads(
    Path(__file__).with_name("serah-terima-2021-semester-1.expected.json").read_text("utf-8")
)


def a_row(**cells: str) -> dict[str, str]:
    """A row that is accepted without a warning, but for the cells given."""
    return {
        "no": "1",
        "nama": "Slamet Riyadi",
        "alias": "",
        "nik": "3175991211870001",
        "jenis_kelamin": "L",
        "tanggal_lahir": "12/11/1987",
        "penjamin_telepon": "081200040871",
        "pidana_tahun": "1",
        "pidana_bulan": "6",
        "pidana_hari": "0",
        "tanggal_mulai_ditahan": "20/12/2020",
        "tanggal_ekspirasi": "20/06/2022",
        "skema": "asimilasi_rumah",
        "nomor_sk": "W10.PAS.1-1001.PK.01.04.06 TAHUN 2021",
        "tanggal_sk": "15/10/2021",
        "tanggal_serah_terima": "18/10/2021",
        "tanggal_mulai": "18/10/2021",
    } | cells


def read(**cells: str) -> Accepted | RowRefused:
    """What is said of such a row."""
    return read_row(a_row(**cells), shipped_validities())


def accepted(**cells: str) -> Accepted:
    """Such a row, which must be accepted."""
    found = read(**cells)
    assert isinstance(found, Accepted), found
    return found


def refused(**cells: str) -> tuple[str, ...]:
    """The reasons why such a row is refused, as it must be."""
    found = read(**cells)
    assert isinstance(found, RowRefused), found
    return found.codes


def a_list(*rows: dict[str, str], delimiter: str = ";") -> str:
    """A CSV file of rows that have the same columns."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def judge(content: bytes | str) -> list[RowResult]:
    """What becomes of each row of a file."""
    raw = content.encode() if isinstance(content, str) else content
    with open_sheet(io.BytesIO(raw)) as sheet:
        return list(judged(sheet))


def outcomes(content: bytes | str) -> list[tuple[int, str]]:
    """The outcome of each row by its number."""
    return [(each.row, each.outcome) for each in judge(content)]


def as_expected(results: list[RowResult]) -> list[dict[str, object]]:
    """Results in the form of the expected ones."""
    return [
        {"row": each.row, "outcome": each.outcome, "codes": list(each.codes)} for each in results
    ]
