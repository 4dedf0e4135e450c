"""What is odd or missing in a handover: warnings, which keep nobody out of supervision (R1, R4)."""

from collections.abc import Iterable, Iterator

from registry.domain.handover import Conviction, Decree, Guarantor, Handover, Particulars
from registry.domain.identity import Nik
from registry.domain.schemes import Validity, was_in_force


def oddities(handover: Handover, validities: Iterable[Validity]) -> tuple[str, ...]:
    """What an officer should look into: sorted codes."""
    return tuple(
        sorted(
            (
                *_of_identity(handover.person),
                *_of_guarantor(handover.guarantor),
                *_of_order(handover.order, handover.sentence, validities),
            )
        )
    )


def _of_identity(person: Particulars) -> Iterator[str]:
    if person.nik is None:
        yield "nik_absent"
        return
    nik = Nik.read(person.nik)
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
