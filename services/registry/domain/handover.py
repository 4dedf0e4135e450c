"""A handover as the list of a prison has it: one person, under one decree (R1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.identity import Sex
from registry.domain.schemes import Scheme
from registry.domain.sentence import Term


class Device(StrEnum):
    """What the client can be reached and taught with."""

    SMARTPHONE = "smartphone"
    BASIC_PHONE = "basic_phone"
    BORROWED = "borrowed"
    NONE = "none"


class Internet(StrEnum):
    """How well the client's internet serves."""

    GOOD = "good"
    LIMITED = "limited"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where someone lives; a part is None where the list leaves it blank."""

    street: str | None = None
    kelurahan: str | None = None
    kecamatan: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Who someone is, as papers have it.

    `phone` is E.164, `phone_written` the cell where that is not readable.
    `sex`, `device` and `internet` are None where the cell is blank or says nothing known.
    """

    name: str
    birth_date: date
    alias: str | None = None
    nik: str | None = None
    sex: Sex | None = None
    birth_place: str | None = None
    address: Address = Address()
    education: str | None = None
    occupation: str | None = None
    phone: str | None = None
    phone_written: str | None = None
    device: Device | None = None
    internet: Internet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantor:
    """Who stands for the client. `phone_written`: the cell where it is no readable number."""

    name: str | None = None
    relation: str | None = None
    phone: str | None = None
    phone_written: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """The order: in force on the days [start, end), `end` as the list states it."""

    scheme: Scheme
    decree_number: str
    decree_date: date
    start: date
    end: date

    @property
    def is_reversed(self) -> bool:
        """Whether it would end before it begins: such a handover is refused."""
        return self.end < self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Conviction:
    """From where, for what, by which judgment and for how long.

    `offence_date` is None where it is unknown, `term` where the list has none that can be read.
    """

    detained_from: date
    term: Term | None = None
    facility: str | None = None
    prison_register_number: str | None = None
    offence: str | None = None
    offence_date: date | None = None
    court: str | None = None
    judgment_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraCell:
    """A cell that no field is for, under its heading as written."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One readable row. `extra`: what the file says besides, kept as written."""

    person: Particulars
    guarantor: Guarantor
    order: Decree
    sentence: Conviction
    handed_over: date
    prosecutor: str | None = None
    extra: tuple[ExtraCell, ...] = ()
