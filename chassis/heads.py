"""Comparing with the sources' heads: a lost tail of the log shows no gap by itself."""

import time
from collections.abc import Callable, Mapping

from chassis.feeds import FeedAway, Feeds
from chassis.outbox import Head
from chassis.places import Place

EVERY_SECONDS = 60.0
AGAIN_SECONDS = 2.0
"""After which one that was away at the first look is asked again; each time twice as long."""


class Heads:
    """What the sources had settled, to be compared with what was read of the log after that.

    `keep` keeps the lease: a source that hangs is waited for.
    """

    def __init__(self, feeds: Feeds, keep: Callable[[], None]) -> None:
        self._feeds = feeds
        self._keep = keep
        self._heads: dict[str, Head] = {}
        self._next: dict[str, float] = {}
        self._pause: dict[str, float] = {}

    def look(self) -> None:
        """Ask every source once a minute; one that has not answered yet, sooner.

        Until it does, a restore of it cannot be told from what stands on the log.
        """
        for service in self._feeds.services():
            if time.monotonic() < self._next.get(service, 0.0):
                continue
            self._keep()
            try:
                self._heads[service] = self._feeds.head(service)
                pause = EVERY_SECONDS
            except FeedAway:
                pause = min(EVERY_SECONDS, self._pause.get(service, AGAIN_SECONDS))
            self._pause[service] = 2 * pause
            self._next[service] = time.monotonic() + pause

    def due(self, places: Mapping[str, Place], *, at_end: bool) -> dict[str, Head]:
        """The heads to compare with, each once.

        What is missing shows when the log was read to its end. A later epoch shows at once: what
        stands on the log of the one before may be nobody's history any more. To whoever begins,
        the log is all there is.
        """
        due = {
            service: head
            for service, head in self._heads.items()
            if at_end or (service in places and head.epoch > places[service].epoch)
        }
        for service in due:
            del self._heads[service]
        return due
