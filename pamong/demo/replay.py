"""What the published events alone say of every order, obligation, visit, proposal and message.

Held against the figures from the services' stores it shows whether the two tell one story.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec

BECOMES: Mapping[str, tuple[str, str, str]] = {
    "registry.order-registered": ("orders", "order_id", "active"),
    "registry.order-suspended": ("orders", "order_id", "suspended"),
    "registry.order-reinstated": ("orders", "order_id", "active"),
    "registry.order-revoked": ("orders", "order_id", "revoked"),
    "registry.order-completed": ("orders", "order_id", "completed"),
    "supervision.obligation-scheduled": ("obligations", "obligation_id", "scheduled"),
    "supervision.obligation-fulfilled": ("obligations", "obligation_id", "attended"),
    "supervision.obligation-missed": ("obligations", "obligation_id", "missed"),
    "supervision.obligation-not-attempted": ("obligations", "obligation_id", "not_attempted"),
    "supervision.obligation-excused": ("obligations", "obligation_id", "excused"),
    "supervision.obligation-cancelled": ("obligations", "obligation_id", "cancelled"),
    "supervision.home-visit-opened": ("home_visits", "visit_id", "open"),
    "supervision.home-visit-completed": ("home_visits", "visit_id", "completed"),
    "supervision.home-visit-withdrawn": ("home_visits", "visit_id", "withdrawn"),
    "supervision.revocation-proposed": ("proposals", "proposal_id", "submitted"),
    "notifications.message-delivered": ("messages", "message_id", "delivered"),
    "notifications.message-failed": ("messages", "message_id", "failed"),
}
"""Kind of event: of what, the field with its id, and the state that it is in from then on."""


class Replay:
    """States as the events tell them; of one thing the events come in order."""

    def __init__(self) -> None:
        self._states: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def hear(self, kind: str, data: bytes | msgspec.Raw) -> None:
        """The next event. Kinds that change no state here are passed over."""
        if kind in BECOMES:
            thing, field, state = BECOMES[kind]
            facts = msgspec.json.decode(data)
            self._states[thing][facts[field]] = _exactly(state, facts)

    def counts(self, thing: str) -> Counter[str]:
        """How many of these are in each state."""
        return Counter(self._states[thing].values())


def _exactly(state: str, facts: Mapping[str, Any]) -> str:
    """Two states depend on what the event says besides."""
    if state == "scheduled" and facts["excused_holiday"]:
        return "excused_holiday"
    if state == "attended" and facts["late"]:
        return "attended_late"
    return state
