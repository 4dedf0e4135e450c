"""Filling: what the log lacks of a service is fetched from that service's own feed.

A gap shows in the positions at once; a lost tail, or a restored source, only by comparing with
the source's head.
"""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from chassis import cursor as cursors
from chassis.feeds import FeedAway, Feeds
from chassis.log import Message
from chassis.observability import log
from chassis.outbox import Head
from chassis.places import START, Place, lacks, rejoined

if TYPE_CHECKING:
    from chassis.follower import Follower

AGAIN_SECONDS = 2.0
"""Between two tries at a feed that is away: the events of others go on meanwhile."""


class Filling:
    """Brings one follower level with the services that its cursor names as `filling`."""

    def __init__(self, follower: "Follower", feeds: Feeds) -> None:
        self._follower = follower
        self._feeds = feeds
        self._again: dict[str, float] = {}

    def fill(self) -> None:
        """Page by page, each a batch of its own, until level with the head of the beginning."""
        for service in sorted(self._follower.cursor.filling):
            if time.monotonic() < self._again.get(service, 0.0):
                continue
            self._follower.keep()
            try:
                self._fill(service)
            except FeedAway as error:
                name = self._follower.name
                log.warning("cannot fill", follower=name, of=service, why=str(error))
                self._again[service] = time.monotonic() + AGAIN_SECONDS

    def _fill(self, service: str) -> None:
        follower = self._follower
        head = self._feeds.head(service)
        start = self._without_given_up(service, self._rejoining(service, head), head)
        if start != follower.cursor.places.get(service, START):
            follower.go([], follower.cursor.joining(service, start, head.starts))
        after = start.position
        follower.keep()  # the head may have been long in coming, and so may the first page
        for page in self._pages(self._told(service, after, head)):
            to = follower.cursor.passing(service, Place(head.epoch, page[-1].position))
            follower.go([follower.judge(each) for each in page], to)
        follower.go([], follower.cursor.level(service))
        log.info("filled", follower=follower.name, of=service, position=head.position)

    def _rejoining(self, service: str, head: Head) -> Place:
        """Where we stand in the source's present epoch: as far as its history is ours.

        FeedAway when it speaks of an earlier one: restored, and its epoch is not raised yet.
        """
        place = self._follower.cursor.places.get(service, START)
        if place.epoch > head.epoch:
            raise FeedAway(f"{service} was restored, its epoch not raised")
        joined = rejoined(place, head, self._follower.cursor.histories.get(service))
        if joined.epoch != place.epoch:
            name, after = self._follower.name, joined.position
            log.warning("later epoch", follower=name, of=service, epoch=head.epoch, after=after)
        return joined

    def _without_given_up(self, service: str, start: Place, head: Head) -> Place:
        """Behind what a person decided not to wait for."""
        through = cursors.given_up(self._follower.database, service)
        if through is None or through.epoch != start.epoch:
            return start
        if not start.position < through.position <= head.position:
            return start
        lost = through.position - start.position
        log.error("given up", follower=self._follower.name, of=service, events=lost)
        return through

    def suspect(self, service: str, head: Head) -> bool:
        """The log was read to its end after the source had this head: whether that is missing."""
        place = self._follower.cursor.places.get(service, START)
        if self._is_beyond(place, service, head):
            # Positions will be given again, and be taken for repeats: only an operator can tell.
            log.error("restored, its epoch not raised", follower=self._follower.name, of=service)
        missing = lacks(place, head) and service not in self._follower.cursor.filling
        if missing:
            if place.epoch == head.epoch:  # else it is told as a later epoch, when that is joined
                log.error("events missing on the log", follower=self._follower.name, of=service)
            self._follower.go([], self._follower.cursor.lacking(service))
        return missing

    def _is_beyond(self, place: Place, service: str, head: Head) -> bool:
        """Further than the source ever numbered: asked again, since this head is of before."""
        here = (place.epoch, place.position)
        if here <= (head.epoch, head.position):
            return False
        try:
            now = self._feeds.head(service)
        except FeedAway:
            return False
        return here > (now.epoch, now.position)

    def _told(self, service: str, after: int, head: Head) -> Iterator[Message]:
        """The history that has this head. FeedAway when the source was restored since it said so:
        where another history began, only its present head tells."""
        for each in self._feeds.between(service, after, head.position):
            if each.epoch > head.epoch:
                raise FeedAway(f"{service} was restored meanwhile")
            yield each

    def _pages(self, messages: Iterable[Message]) -> Iterator[list[Message]]:
        page: list[Message] = []
        for each in messages:
            page.append(each)
            if len(page) >= self._follower.pace.batch:
                yield page
                page = []
        if page:
            yield page
