"""Users of the office, as identity tells of them: roles, never a name."""

from dataclasses import dataclass
from uuid import UUID

from chassis.handlers import follows
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged:
    user_id: UUID
    roles: tuple[str, ...]
    active: bool


@follows("identity.user-changed", version=1)
def know_member(unit: Unit, event: UserChanged) -> None:
    member = unit.members.known_or_new(event.user_id)
    unit.members.keep(member.changed(event.roles, active=event.active))
