"""A prison's list of handovers, cut into the lists of single days as the prison would send them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from io import BytesIO

from pamong.demo.behaviour import Client
from registry.domain.dates import read_date
from registry.domain.phones import read_phone
from registry.sheets import SheetRow, open_sheet

SAMPLE = "serah-terima-2021-semester-1.csv"
HANDED_OVER = "tanggal_serah_terima"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysList:
    """One day's list: the file as it is sent, and the number of each of its rows, in order."""

    day: date
    content: bytes
    rows: tuple[int, ...]
    clients: Mapping[int, Client]
    schemes: Mapping[int, str]


def sample() -> bytes:
    """The shipped list: 612 handovers of the first half of 2021."""
    return files("pamong").joinpath("sample", SAMPLE).read_bytes()


def by_day(content: bytes, first: date) -> dict[date, DaysList]:
    """The lists by day, rows as they were written, in the order of the whole list.

    What was handed over before `first` arrives on that day; a row whose handover date cannot be
    read arrives with the row before it.
    """
    heading, *lines = content.splitlines(keepends=True)
    cut: dict[date, list[bytes]] = {}
    day = first
    for line in lines:
        day = max(first, _handed_over(heading + line) or day)
        cut.setdefault(day, [heading]).append(line)
    return {day: _days_list(day, b"".join(cut[day])) for day in sorted(cut)}


def _handed_over(one_row: bytes) -> date | None:
    with open_sheet(BytesIO(one_row)) as sheet:
        row = next(sheet.rows, None)
    return read_date(row.cells[HANDED_OVER]) if isinstance(row, SheetRow) else None


def _days_list(day: date, content: bytes) -> DaysList:
    with open_sheet(BytesIO(content)) as sheet:
        rows = list(sheet.rows)
    readable = [row for row in rows if isinstance(row, SheetRow)]
    return DaysList(
        day=day,
        content=content,
        rows=tuple(row.number for row in rows),
        clients={client.number: client for client in _clients(day, readable)},
        schemes={row.number: row.cells["skema"].strip().casefold() for row in readable},
    )


def _clients(day: date, rows: list[SheetRow]) -> Iterator[Client]:
    for row in rows:
        yield Client(
            number=row.number,
            arrived=day,
            start=read_date(row.cells["tanggal_mulai"]) or day,
            own_phone=read_phone(row.cells["telepon_klien"]) is not None,
            guarantor_phone=read_phone(row.cells["penjamin_telepon"]) is not None,
        )
