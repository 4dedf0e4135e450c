"""The office's messages as their list has them: states alone, counted as they come."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pamong.demo.desk import Desk

NOT_BEGUN = ("queued", "retrying")


@dataclass(slots=True, kw_only=True)
class MessagesListed:
    """`overdue`: not begun, and of use no more."""

    by_state: Counter[str] = field(default_factory=Counter)
    overdue: int = 0

    def note(self, message: dict[str, Any], now: datetime) -> None:
        self.by_state[message["state"]] += 1
        expires = datetime.fromisoformat(message["expires"])
        self.overdue += message["state"] in NOT_BEGUN and expires <= now


def list_messages(desk: Desk) -> MessagesListed:
    """Page after page, held against the clock that all services go by."""
    now = datetime.fromisoformat(desk.get("notifications", "/v1/clock")["now"])
    found = MessagesListed()
    for each in desk.pages("notifications", "/v1/messages"):
        found.note(each, now)
    return found
