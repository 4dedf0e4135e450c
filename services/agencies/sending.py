"""Filling the agencies' queues: a turn of rounds, with some of each subscription in every round."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from agencies.broker import Broker
from agencies.commands import ITSELF, note_broken, note_mended
from agencies.domain.subscription import State, Subscription
from agencies.post import Letter, Post
from agencies.store import deliveries, lanes
from agencies.store.deliveries import Delivery
from agencies.store.subscriptions import flowing_everywhere
from chassis.observability import log
from chassis.peers import PeerAway
from chassis.service import Runtime

A_ROUND = 100
"""So many of each subscription, that none waits for another's heap."""
SECONDS = 3.0
"""How long a turn may take: others wait for the same thread and its lease."""
AGAIN = timedelta(minutes=1)
"""When a queue that took nothing is tried again."""


@dataclass(slots=True)
class Queue:
    """One subscription's queue in this turn: it has everything through `sent`."""

    subscription: Subscription
    sent: int
    broken: bool
    waits: bool = True


class Sender:
    """One turn, as of this instant of the system's clock."""

    def __init__(self, runtime: Runtime[Any], broker: Broker, now: datetime) -> None:
        self._runtime = runtime
        self._database = runtime.around.database
        self._broker = broker
        self._now = now

    def send(self) -> int:
        """Until nothing waits or the time is over; how many. Raises NotConfirmed."""
        until, sent, waiting = time.monotonic() + SECONDS, 0, list(self._waiting())
        if not waiting:
            return 0
        with Post(self._broker.url) as post:
            while waiting and time.monotonic() < until:
                sent += self._round(post, waiting)
                waiting = [each for each in waiting if each.waits]
        return sent

    def _waiting(self) -> Iterator[Queue]:
        for each in flowing_everywhere(self._database):
            lane = lanes.lane_of(self._database, each.id)
            due = lane.next_try is None or lane.next_try <= self._now
            if due and lane.sent < each.sequence:
                yield Queue(each, lane.sent, broken=each.state is State.BROKEN)

    def _round(self, post: Post, waiting: Sequence[Queue]) -> int:
        heaps = [self._heap(each) for each in waiting]
        for queue in waiting:
            self._make(queue)
        refused = post.send(
            [
                Letter(queue.subscription.queue, each.body)
                for queue, heap in zip(waiting, heaps, strict=True)
                for each in heap
            ]
        )
        taken = 0
        for queue, heap in zip(waiting, heaps, strict=True):
            if queue.subscription.queue in refused:
                self._put_off(queue)
            else:
                self._filled(queue, heap)
                taken += len(heap)
        return taken

    def _heap(self, queue: Queue) -> list[Delivery]:
        return deliveries.after(self._database, queue.subscription.id, queue.sent, A_ROUND)

    def _make(self, queue: Queue) -> None:
        """One that was gone; it may be well again without, where the operator has made it."""
        if queue.broken:
            try:
                self._broker.declare(queue.subscription.queue)
            except PeerAway as away:
                log.warning("queue not made", agency=queue.subscription.agency, why=str(away))

    def _filled(self, queue: Queue, heap: Sequence[Delivery]) -> None:
        """What is kept no longer is passed over: the agency sees the gap."""
        last = queue.subscription.sequence
        sent = heap[-1].sequence if heap else min(queue.sent + A_ROUND, last)
        moved = lanes.move(self._database, queue.subscription, before=queue.sent, sent=sent)
        queue.sent, queue.waits = sent, moved and sent < last
        if queue.broken:
            queue.broken = False
            self._note(note_mended, queue)

    def _put_off(self, queue: Queue) -> None:
        log.error("agency's queue takes nothing", agency=queue.subscription.agency)
        lanes.move(
            self._database,
            queue.subscription,
            before=queue.sent,
            sent=queue.sent,
            next_try=self._now + AGAIN,
        )
        queue.waits = False
        self._note(note_broken, queue)

    def _note(self, command: Any, queue: Queue) -> None:
        subscription = queue.subscription
        self._runtime.transact(
            command, subscription.id, office_id=subscription.office_id, actor=ITSELF
        )
