"""Reading of a person: recorded each time, and of a protected one only with a reason (R6, R38)."""

from uuid import UUID

from chassis.auth import Role
from registry.domain.refusals import ReasonNeeded
from registry.store import RegistryUnit

REASON_HEADER = "Pamong-Reason"
LONGEST_REASON = 200


def record_reading(
    unit: RegistryUnit, what: str, subjects: list[UUID], *, protected: bool, reason: str | None
) -> None:
    """Refuse it without the reason that it needs; a program has none and needs none."""
    if protected and not reason and Role.SERVICE not in unit.actor.roles:
        raise ReasonNeeded(field=REASON_HEADER)
    given = {"reason": reason[:LONGEST_REASON]} if reason else {}
    unit.record(what, subjects=[str(each) for each in subjects], **given)
