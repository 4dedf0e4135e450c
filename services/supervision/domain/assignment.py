"""Which officer a case goes to, and why (R20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Reason(StrEnum):
    KNOWS_KECAMATAN = "knows_kecamatan"
    FEWEST_CASES = "fewest_cases"
    EVERYONE_AT_LIMIT = "everyone_at_limit"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An officer who may take a case: cases now, and the kecamatan (names) that he serves."""

    id: UUID
    caseload: int
    kecamatan: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The officer, the reasons, and the caseload with this case."""

    officer_id: UUID
    reasons: tuple[Reason, ...]
    caseload: int
    limit: int

    @property
    def exceeds_limit(self) -> bool:
        return self.caseload > self.limit


def choose_officer(officers: Iterable[Officer], kecamatan: str | None, limit: int) -> Choice | None:
    """Below the limit first, then whoever serves the kecamatan, then the fewest cases.

    With everyone at the limit the case still gets an officer, and the supervisor is warned;
    None only where the office has no officer at all.
    """
    known = tuple(officers)
    free = tuple(each for each in known if each.caseload < limit)
    near = tuple(each for each in free or known if kecamatan in each.kecamatan)
    candidates = near or free or known
    if not candidates:
        return None
    chosen = min(candidates, key=lambda each: (each.caseload, each.id))
    reasons = [
        (Reason.EVERYONE_AT_LIMIT, not free),
        (Reason.KNOWS_KECAMATAN, bool(near)),
        (Reason.FEWEST_CASES, len(candidates) > 1),
    ]
    return Choice(
        officer_id=chosen.id,
        reasons=tuple(reason for reason, holds in reasons if holds),
        caseload=chosen.caseload + 1,
        limit=limit,
    )
