"""Whose clients a caller may see and change: an officer his own, who leads or registers all."""

from uuid import UUID

from chassis.auth import NotAllowed, Role
from chassis.unit import Actor

OFFICE_WIDE = frozenset({Role.SUPERVISOR, Role.HEAD, Role.REGISTRAR, Role.SERVICE})


class NotOwnClient(NotAllowed):
    """Another officer answers for this person, or nobody does yet."""

    code = "not_own_client"


def sees_all(actor: Actor) -> bool:
    """Services do too; which of them may change anything is said at each route."""
    return bool(OFFICE_WIDE & actor.roles)


def is_own(actor: Actor, officer_id: UUID | None) -> bool:
    """Whether a client for whom this officer answers is within what the actor may see."""
    return sees_all(actor) or str(officer_id) == actor.id
