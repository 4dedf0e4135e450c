"""The officers of an office, and how many cases each has (R20)."""

from dataclasses import dataclass
from uuid import UUID

from supervision.domain.officer import ServingOfficer
from supervision.policy_files import caseload_limit
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWork:
    """An officer with the caseload above which the supervisor is warned."""

    id: UUID
    version: int
    active: bool
    caseload: int
    limit: int
    kecamatan: tuple[str, ...]


def officers(unit: Unit, _: None) -> list[AtWork]:
    """Those at work here, and those who still have cases though they are not."""
    limit, caseloads = caseload_limit(unit.today), unit.cases.caseloads()
    known = {each.id: each for each in unit.officers.all()}
    shown = [
        _at_work(each, caseloads.get(each.id, 0), limit)
        for each in known.values()
        if each.active or caseloads.get(each.id)
    ]
    gone = [
        AtWork(id=id, version=0, active=False, caseload=count, limit=limit, kecamatan=())
        for id, count in caseloads.items()
        if id not in known and count
    ]
    return sorted([*shown, *gone], key=lambda each: (not each.active, each.id))


def at_work(unit: Unit, officer: ServingOfficer) -> AtWork:
    """One officer, as the list shows him."""
    return _at_work(officer, unit.cases.caseload(officer.id), caseload_limit(unit.today))


def _at_work(officer: ServingOfficer, caseload: int, limit: int) -> AtWork:
    return AtWork(
        id=officer.id,
        version=officer.version,
        active=officer.active,
        caseload=caseload,
        limit=limit,
        kecamatan=officer.kecamatan,
    )
