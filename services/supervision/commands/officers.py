"""Who is an officer here, as identity tells, and which kecamatan each serves (R20)."""

from dataclasses import dataclass, replace
from uuid import UUID

from chassis.auth import Role
from supervision.domain.officer import ServingOfficer
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UserNow:
    """What a user may do, and where."""

    user_id: UUID
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeKecamatan:
    officer_id: UUID
    kecamatan: tuple[str, ...]
    version: int | None = None


def know_user(unit: Unit, order: UserNow) -> None:
    """An officer may be given cases while active; a user who never was one is no matter here.

    Cases of an officer who is one no longer stay with him until a supervisor decides.
    """
    unit.calendars.of_office()
    known = unit.officers.wherever(order.user_id)
    at_work = order.active and Role.OFFICER in order.roles
    if known is not None:
        unit.officers.save(
            replace(known, office_id=unit.office_id, offices=order.offices, active=at_work)
        )
    elif at_work:
        unit.officers.add(
            ServingOfficer(
                id=order.user_id, office_id=unit.office_id, offices=order.offices, active=True
            )
        )


def serve_kecamatan(unit: Unit, order: ServeKecamatan) -> ServingOfficer:
    """Which kecamatan an officer serves; cases that come from now on go by it."""
    officer = unit.officers.get(order.officer_id, order.version)
    return unit.officers.save(officer.serving(order.kecamatan))
