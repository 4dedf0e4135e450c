"""Register books: which one a person is entered in, and how entries are numbered (R3, R6).

Numbers count in the year of entry, while the book follows the day of handover: a handover of
December that is entered in January is numbered in January's year.
"""

from datetime import date
from enum import StrEnum

from registry.domain.ages import is_child
from registry.domain.schemes import Scheme


class Book(StrEnum):
    """A register book; its value opens the number of every entry."""

    ADULT_ASIMILASI = "IX.B"
    CHILD_ASIMILASI = "IV.I"
    INTEGRATION = "INT"


def book_of(scheme: Scheme, birth_date: date, handover_date: date) -> Book:
    """The book by scheme, and for asimilasi by age on the day of handover, not of entry."""
    if scheme is not Scheme.ASIMILASI_RUMAH:
        return Book.INTEGRATION
    return Book.CHILD_ASIMILASI if is_child(birth_date, handover_date) else Book.ADULT_ASIMILASI


def register_number(book: Book, sequence: int, year: int) -> str:
    """`IX.B/0123/2021`: the entry's place in its office's book of that year."""
    return f"{book.value}/{sequence:04d}/{year}"
