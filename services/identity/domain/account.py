"""Accounts of other agencies: one a code, for programs that ask for their own cases (R36)."""

import re
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID, uuid5

from identity.domain import refusals
from identity.domain.roles import Granter, check_offices

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 40
BY_CODE = UUID("5b6d1d0e-9f0a-5d7e-8c55-0f7f4e0a3c11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An agency's account, such as `kejari-jaktim`, in the offices that let it in.

    `secret` is a keyed hash of what the agency signs in with. Without offices it is closed.
    """

    id: UUID
    office_id: str
    version: int = 0
    code: str
    offices: tuple[str, ...]
    secret: bytes

    def renewed(self, secret: bytes) -> Self:
        """With another (hashed) secret."""
        return replace(self, secret=secret)

    def let_in(self, offices: tuple[str, ...], by: Granter) -> Self:
        """Also into these offices, by someone who works in them."""
        check_offices(by, set(offices))
        return replace(self, offices=tuple(sorted({*self.offices, *offices})))

    def shut_out(self, office: str, by: Granter) -> Self:
        """No longer in that office."""
        check_offices(by, {office})
        return replace(self, offices=tuple(each for each in self.offices if each != office))


def open_account(code: str, office: str, secret: bytes) -> Account:
    """An account that no office has let in yet; its id follows from its code."""
    if len(code) > LONGEST_CODE or not CODE.fullmatch(code):
        raise refusals.AgencyCodeNotUsable(field="code")
    return Account(id=id_of(code), office_id=office, code=code, offices=(), secret=secret)


def id_of(code: str) -> UUID:
    return uuid5(BY_CODE, code)
