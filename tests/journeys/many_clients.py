"""A prison's list of as many clients as one likes, all of them made up."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice, product
from pathlib import Path

from pamong.demo.arrivals import sample
from pamong.demo.staff import AREAS

GIVEN = ("Adi", "Bayu", "Candra", "Dodi", "Edi", "Fajar", "Galih", "Hadi", "Iwan", "Joko")
FAMILY = ("Saputra", "Siregar", "Wijaya", "Manurung", "Hidayat", "Lubis", "Kurniawan", "Nasution")
KECAMATAN = tuple(each for area in AREAS for each in area)
LIKE = "2"
"""A row of the shipped list that is accepted; the others are like it."""
SLASHED = "%d/%m/%Y"


def write_list(file: Path, count: int, on: date) -> None:
    """A list of `count` handovers of that day, as `pamong import handovers` reads it."""
    lines = sample().decode("utf-8-sig").splitlines()
    rows = csv.DictReader(lines, delimiter=";")
    like = next(row for row in rows if row["no"] == LIKE)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(like), delimiter=";")
        writer.writeheader()
        writer.writerows({**like, **each} for each in islice(_clients(on), count))


def _clients(on: date) -> Iterator[dict[str, str]]:
    names, places = cycle(product(GIVEN, FAMILY)), cycle(KECAMATAN)
    for number, name, place in zip(range(1, 100_000), names, places, strict=False):
        born = date(1970, 1, 1) + timedelta(days=number * 5 % 12_000)
        handed_over = on.strftime(SLASHED)
        yield {
            "no": f"{number}",
            "nomor_register_lapas": f"BI.{number}/2020",
            "nama": " ".join(name),
            "nik": f"317599{born:%d%m%y}{number % 10_000:04}",
            "tanggal_lahir": born.strftime(SLASHED),
            "jenis_kelamin": "L",
            "kecamatan": place,
            "telepon_klien": f"0812000{number:05}",
            "nomor_putusan": f"{number}/Pid.B/2020/PN Jkt.Tim",
            "nomor_sk": f"W10.PAS.29-{number}.PK.01.04.06 TAHUN 2020",
            "tanggal_serah_terima": handed_over,
            "tanggal_mulai": handed_over,
        }
