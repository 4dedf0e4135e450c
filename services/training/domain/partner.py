"""Partners of the office and the agreements (PKS) under which they teach (R24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from training.domain import refusals


class PartnerKind(StrEnum):
    POKMAS = "pokmas"
    LPK = "lpk"
    AGENCY = "agency"
    FOUNDATION = "foundation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A cooperation agreement (PKS), good from `start` through `end`, both days included."""

    number: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise refusals.EndBeforeStart(
                field="agreement.end", start=self.start.isoformat(), end=self.end.isoformat()
            )

    def covers(self, first: date, last: date) -> bool:
        return self.start <= first and last <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Who teaches with the office. Without an agreement it may, and the programme is flagged."""

    id: UUID
    office_id: str
    version: int = 0
    name: str
    kind: PartnerKind
    fields: tuple[str, ...] = ()
    agreement: Agreement | None = None


def check_agreements(partners: Iterable[Partner], first: date | None, last: date | None) -> None:
    """AgreementEnded for the first partner whose agreement does not cover [first, last]."""
    if first is None or last is None:
        return
    for each in partners:
        if each.agreement is not None and not each.agreement.covers(first, last):
            raise refusals.AgreementEnded(
                field="partner_ids",
                number=each.agreement.number,
                end=each.agreement.end.isoformat(),
                first=first.isoformat(),
                last=last.isoformat(),
            )
