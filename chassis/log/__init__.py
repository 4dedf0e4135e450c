"""The log: all services' events in one order, read by each follower from its own cursor.

Two of them keep the same promise (`tests/integration/log_cases.py`): the RabbitMQ stream
`pamong.log`, and a collection for the embedded mode.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One event on the log. What a reader must know of it stands outside the body.

    `offset` is where the log keeps it (None before it is there): a place to resume from, not
    proof of anything. `position` counts the events of `service` within its `epoch`.
    """

    service: str
    position: int
    epoch: int
    type: str
    office_id: str
    body: bytes
    offset: int | None = None

    def at(self, offset: int) -> "Message":
        return replace(self, offset=offset)


class NotConfirmed(Exception):
    """The log did not confirm every message in time; all of them must be published again."""


class LogLost(Exception):
    """The connection to the log broke; a new reader must be opened."""


class Reader(Protocol):
    """Reads on from one offset, in order."""

    def batch(self, limit: int, timeout: float) -> list[Message]:
        """Up to `limit` messages; waits at most `timeout` seconds for the first. Raises LogLost."""

    def close(self) -> None: ...


class Log(Protocol):
    """Publishes, and opens readers."""

    def publish(self, messages: Sequence[Message]) -> None:
        """Append in order; returns when every one is confirmed, else raises NotConfirmed."""

    def reader(self, after: int | None) -> Reader:
        """Read what stands after `after`, or all; from the start when the log ends before it."""

    def close(self) -> None: ...
