"""One row of a prison's list: accepted with its warnings, or refused with every reason (R1, R4).

Refused: a required cell missing or unreadable, a malformed NIK, an end before the start (`row`,
`row_parts`). Required are a name, the decree's number, a known scheme and every date but that of
the offence, which may be unknown (R6). Warned: `oddities`, which keep nobody out of supervision.
Recorded before: `repeats`, `recognition`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.domain.handover import Handover
from registry.domain.oddities import oddities
from registry.domain.row import Row
from registry.domain.row_parts import guarantor_of, nik_of, order_of, person_of, sentence_of
from registry.domain.schemes import Validity


@dataclass(frozen=True, slots=True)
class Accepted:
    """The handover, and what an officer should look into: sorted codes."""

    handover: Handover
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowRefused:
    """Every reason why the row cannot be recorded: sorted codes, no warnings."""

    codes: tuple[str, ...]


def read_row(cells: Mapping[str, str], validities: Iterable[Validity]) -> Accepted | RowRefused:
    """Judge a row: cells under the names in `row.COLUMNS`, and any others, which are kept.

    A row repeated within a list or already on record is not known here: see `repeats`.
    """
    row = Row(cells)
    handover = Handover(
        person=person_of(row, nik_of(row)),
        guarantor=guarantor_of(row),
        order=order_of(row),
        sentence=sentence_of(row),
        handed_over=row.day("tanggal_serah_terima"),
        prosecutor=row.text("kejaksaan_negeri"),
        extra=tuple(row.unread),
    )
    if row.faults:
        return RowRefused(tuple(sorted(row.faults)))
    return Accepted(handover, oddities(handover, validities))
