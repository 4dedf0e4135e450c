"""An office of the probation service, known by its code."""

import re
from dataclasses import dataclass
from uuid import UUID, uuid5

from identity.domain import refusals

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 40
BY_CODE = UUID("d0a6d2a2-6f0c-5d0e-9d4b-1f6a3c1f0b6e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """`office_id` is its code, such as `jakarta-timur-utara`."""

    id: UUID
    office_id: str
    version: int = 0
    name: str


def open_office(code: str, name: str) -> Office:
    """An office whose id follows from its code: the same code is the same office."""
    if len(code) > LONGEST_CODE or not CODE.fullmatch(code):
        raise refusals.OfficeCodeNotUsable(field="code")
    return Office(id=id_of(code), office_id=code, name=name)


def id_of(code: str) -> UUID:
    return uuid5(BY_CODE, code)
