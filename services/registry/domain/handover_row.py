"""One row of a prison's list: accepted with its warnings, or refused with every reason (R1, R4).

Required are a name, the decree's number, a known scheme and every date but that of the offence,
which may be unknown (R6). What else is missing or odd is a warning or a gap: it keeps nobody
out of supervision.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.domain.handover import Conviction, Decree, Guarantor, Handover, Person
from registry.domain.identity import Nik
from registry.domain.row import Row
from registry.domain.row_parts import guarantor_of, nik_of, order_of, person_of, sentence_of
from registry.domain.schemes import Validity, was_in_force


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
    nik = nik_of(row)
    handover = Handover(
        person=person_of(row, nik),
        guarantor=guarantor_of(row),
        order=order_of(row),
        sentence=sentence_of(row),
        handed_over=row.day("tanggal_serah_terima"),
        prosecutor=row.text("kejaksaan_negeri"),
        extra=tuple(row.unread),
    )
    if row.faults:
        return RowRefused(tuple(sorted(row.faults)))
    warnings = (
        *_of_identity(handover.person, nik),
        *_of_guarantor(handover.guarantor),
        *_of_order(handover.order, handover.sentence, validities),
    )
    return Accepted(handover, tuple(sorted(warnings)))


def _of_identity(person: Person, nik: Nik | None) -> Iterator[str]:
    if nik is None:
        yield "nik_absent"
        return
    if nik.birth_date(person.birth_date) != person.birth_date:
        yield "nik_birth_date_mismatch"
    if person.sex is not None and nik.sex is not person.sex:
        yield "nik_sex_mismatch"


def _of_guarantor(guarantor: Guarantor) -> Iterator[str]:
    if guarantor.phone_written is not None:
        yield "guarantor_phone_unreadable"
    elif guarantor.phone is None:
        yield "guarantor_phone_absent"


def _of_order(order: Decree, sentence: Conviction, validities: Iterable[Validity]) -> Iterator[str]:
    """A term that is not known cannot bear out the stated end, so it differs as well."""
    if not was_in_force(order.scheme, order.decree_date, validities):
        yield "scheme_out_of_time"
    if sentence.term is None or sentence.term.after(sentence.detained_from) != order.end:
        yield "end_date_differs"
