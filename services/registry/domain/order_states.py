"""The states of an order, and how it comes from one to another (R16; Permenkumham 3/2018)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from registry.domain.refusals import TransitionNotAllowed


class State(StrEnum):
    """`revoked` and `completed` are final."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    COMPLETED = "completed"


LEADS_TO = {
    State.ACTIVE: (State.SUSPENDED, State.COMPLETED),
    State.SUSPENDED: (State.REVOKED, State.ACTIVE),
    State.REVOKED: (),
    State.COMPLETED: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """From `left` to `entered`: on which day it happened, and when and by whom it was recorded.

    `document`: the number of the decree or letter behind it.
    """

    left: State
    entered: State
    on: date
    recorded_at: datetime
    by: str
    reason: str | None = None
    document: str | None = None
    proposal_id: UUID | None = None


def check_transition(left: State, entered: State) -> None:
    """Refuse a step that there is not, naming those that there are."""
    if entered not in LEADS_TO[left]:
        raise TransitionNotAllowed(state=left.value, allowed=", ".join(LEADS_TO[left]) or "-")
