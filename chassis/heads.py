"""Comparing with the sources' heads: a lost tail of the log shows no gap by itself."""

import time
from collections.abc import Callable

from chassis.feeds import FeedAway, Feeds
from chassis.outbox import Head

EVERY_SECONDS = 60.0


class Heads:
    """What the sources had settled, to be compared once the log was read to its end after that.

    `keep` keeps the lease: a source that hangs is waited for.
    """

    def __init__(self, feeds: Feeds, keep: Callable[[], None]) -> None:
        self._feeds = feeds
        self._keep = keep
        self._heads: dict[str, Head] = {}
        self._next = 0.0

    def look(self) -> None:
        """Ask every source, when a minute has passed. One that is away is asked the next time."""
        if time.monotonic() < self._next:
            return
        for service in self._feeds.services():
            self._keep()
            try:
                self._heads[service] = self._feeds.head(service)
            except FeedAway:
                continue
        self._next = time.monotonic() + EVERY_SECONDS

    def due(self, *, at_end: bool) -> dict[str, Head]:
        """The heads to compare with, each once: `at_end` says that the log has nothing more."""
        if not at_end:
            return {}
        heads, self._heads = self._heads, {}
        return heads
