"""Where events come from: what arrives by itself, and what can be asked for again."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from threading import Event as Signal
from typing import Any, Protocol


class Away(Exception):
    """Pamong does not answer now."""


class ShutOut(Exception):
    """The credentials are worth nothing any more, or the subscription has ended."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something arrived; `done` says that it need not come again."""

    body: object
    done: Callable[[], None]


class Source(Protocol):
    """One subscription, as Pamong serves it or as a test plays it."""

    @property
    def subscription(self) -> str: ...

    def arrivals(self, stop: Signal) -> Generator[Arrival | None, None, None]:
        """Until `stop`. None says that something may be there which does not come by itself."""

    def replay(self, after: int) -> Iterator[object]:
        """What is kept after that number, in order. Raises Away or ShutOut."""

    def detail(self, url: str) -> Mapping[str, Any]:
        """What an event's `detail_url` answers. Raises Away, ShutOut or LookupError."""
