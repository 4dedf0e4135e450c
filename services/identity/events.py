"""What identity publishes: what a user may do from now on, never who it is."""

from dataclasses import dataclass
from uuid import UUID

from chassis.events import fact


@fact("identity.user-changed", subject="user_id", person=None)
@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged:
    """A user is new, or has other roles, offices or another name, or was switched off or on.

    Told by the user's home office; `roles` and `offices` are the whole lists, in order.
    """

    user_id: UUID
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    active: bool
