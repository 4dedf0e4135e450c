"""A list of handovers recorded as it is read: a line for each row, in the file's order (R1).

Rows are recorded a batch at a time. A batch that fails is recorded row by row, so that one row
which cannot be takes no other with it; a store that is away ends the import, which may be sent
again: what was recorded is on record.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from chassis.observability import log
from chassis.transaction import is_the_stores
from registry.commands.registration import Registered
from registry.domain.handover_row import Accepted, RowRefused, read_row
from registry.scheme_files import shipped_validities
from registry.sheets import BrokenRow, Sheet, SheetRow

ROWS_A_BATCH = 100

Record = Callable[[Sequence[Accepted]], Sequence[Registered]]
"""Records accepted rows in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRecorded:
    """What became of a row by its number in the list; `codes` are sorted."""

    row: int
    outcome: Literal["accepted", "already_recorded", "refused"]
    codes: tuple[str, ...] = ()
    order_id: UUID | None = None
    person_id: UUID | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    number: int
    found: Accepted | RowRefused


def recorded(sheet: Sheet, record: Record) -> Iterator[list[RowRecorded]]:
    """The rows of each batch, once they are on record."""
    for rows in _batches(map(_judged, sheet.rows)):
        accepted = [each.found for each in rows if isinstance(each.found, Accepted)]
        results = iter(_all_or_each(accepted, record))
        yield [
            _refused(each.number, each.found)
            if isinstance(each.found, RowRefused)
            else _line(each.number, each.found, next(results))
            for each in rows
        ]


def _judged(row: SheetRow | BrokenRow) -> _Judged:
    if isinstance(row, BrokenRow):
        return _Judged(row.number, RowRefused(("row_unreadable",)))
    return _Judged(row.number, read_row(row.cells, shipped_validities()))


def _batches(rows: Iterable[_Judged]) -> Iterator[list[_Judged]]:
    batch: list[_Judged] = []
    for each in rows:
        batch.append(each)
        if len(batch) == ROWS_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _all_or_each(accepted: Sequence[Accepted], record: Record) -> list[Registered | None]:
    """What was recorded of each; None is a row that failed alone."""
    if not accepted:
        return []
    try:
        return list(record(accepted))
    except Exception as error:  # some row's: found by recording them one by one
        if is_the_stores(error):
            raise
        log.warning("batch of rows failed", rows=len(accepted), why=type(error).__name__)
    return [_one(each, record) for each in accepted]


def _one(accepted: Accepted, record: Record) -> Registered | None:
    try:
        return record([accepted])[0]
    except Exception as error:
        if is_the_stores(error):
            raise
        log.error("row not recorded", why=type(error).__name__)
        return None


def _refused(number: int, found: RowRefused) -> RowRecorded:
    return RowRecorded(row=number, outcome="refused", codes=found.codes)


def _line(number: int, accepted: Accepted, result: Registered | None) -> RowRecorded:
    if result is None:
        return RowRecorded(row=number, outcome="refused", codes=("not_recorded",))
    return RowRecorded(
        row=number,
        outcome="accepted" if result.new else "already_recorded",
        codes=accepted.warnings if result.new else (),
        order_id=result.order.id,
        person_id=result.order.person_id,
        number=result.order.number,
    )
