"""What am I to know, and to do?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.auth import NotAllowed
from chassis.own import sees_all
from chassis.paging import Page
from notifications.domain.inbox import Item
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AskInbox:
    """`officer_id`: whose, None for the caller's own with what is for the caller's roles."""

    page: Page
    officer_id: UUID | None
    roles: frozenset[str]
    seen: bool | None
    kind: str | None


def list_inbox(unit: Unit, asked: AskInbox) -> Sequence[Item]:
    """Newest first. Another's inbox is for those who lead."""
    if asked.officer_id is not None and str(asked.officer_id) != unit.actor.id:
        if not sees_all(unit.actor):
            raise NotAllowed(field="officer")
        user: UUID | None = asked.officer_id
        roles = frozenset[str]()
    else:
        user, roles = _own_id(unit), asked.roles
    found = unit.inbox.page(asked.page, user=user, roles=roles, seen=asked.seen, kind=asked.kind)
    subjects = sorted({str(each.person_id) for each in found if each.person_id})
    if subjects:
        unit.record("list_inbox", subjects=subjects)
    return found


def _own_id(unit: Unit) -> UUID | None:
    """The user's id; a service account has none, and an inbox by its roles alone."""
    try:
        return UUID(unit.actor.id)
    except ValueError:
        return None
