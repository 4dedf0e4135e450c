"""The follower: reads the log from its cursor and applies each event once in effect.

The cursor lies in the follower's own database and moves in the transaction that holds the
handlers' writes, under a fence: whatever crashes, whatever is delivered again, an effect happens
once. A batch shares one transaction; when a handler fails, its batch is applied one by one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.errors import ConnectionFailure

from chassis import cursor as cursors
from chassis.cursor import Cursor
from chassis.deliveries import Delivery, Read, Skipped, Unreadable, read
from chassis.feeds import FeedAway, Feeds
from chassis.held import Held, message_of
from chassis.leases import LeaseLost
from chassis.log import Message
from chassis.observability import APPLIED, log
from chassis.places import START, Place, Turn, turn
from chassis.service import Runtime
from chassis.store import Document
from chassis.transaction import Unavailable, in_transaction
from chassis.unit import Actor, UnitOfWork

BATCH = 500
Counts = Counter[str]
NOT_THE_HANDLERS = (Unavailable, ConnectionFailure, LeaseLost)
"""Errors that count against no event: the batch is tried again and nothing is held."""


class Follower:
    """Applies the log to one service, under the lease with this fence."""

    def __init__(self, runtime: Runtime[Any], feeds: Feeds, fence: int) -> None:
        self._runtime = runtime
        self._feeds = feeds
        self._fence = fence
        self._database = runtime.around.database
        self._actor = Actor(id=runtime.service.name)
        self.held = Held(self._database)
        self.cursor = cursors.take_over(self._database, fence)

    def take(self, messages: Sequence[Message]) -> None:
        """Pass these messages of the log: apply, skip or hold each, and move the cursor."""
        reads, to = self._judge(messages)
        if messages:
            self._pass(reads, replace(to, offset=messages[-1].offset))

    def fill(self) -> None:
        """Fetch from its feed what the log lacks of a service, until level with its head."""
        for service in sorted(self.cursor.filling):
            try:
                head = self._feeds.head(service)
                place = self._place(service, head.epoch, head.epoch_start)
                missing = list(self._feeds.between(service, place.position, head.position))
            except FeedAway as error:
                log.warning("cannot fill", follower=self._actor.id, of=service, why=str(error))
                continue
            for start in range(0, len(missing), BATCH):
                chunk = missing[start : start + BATCH]
                last = Place(chunk[-1].epoch, chunk[-1].position)
                reads = [read(each, self._runtime.service.handlers) for each in chunk]
                self._pass(reads, self.cursor.passing(service, last))
            level = replace(self.cursor, filling=self.cursor.filling - {service})
            self._pass([], level)

    def suspect(self, service: str, *, settled: int) -> None:
        """The service says that the log has confirmed up to `settled`: fill when we are below."""
        if self.cursor.places.get(service, START).position < settled:
            log.error("events missing on the log", follower=self._actor.id, of=service)
            self._pass([], replace(self.cursor, filling=self.cursor.filling | {service}))

    def retry(self) -> bool:
        """Try the held event that is due; whether there was one."""
        due = self.held.due()
        if due is None:
            return False
        again = read(message_of(due), self._runtime.service.handlers)
        try:
            if not isinstance(again, Delivery):
                raise TypeError("this version of the code cannot read it")
            self._transact(lambda unit: self._apply_held(unit, again, due), self.cursor)
        except NOT_THE_HANDLERS:
            raise
        except Exception as error:  # a handler may fail in any way: that is what held is for
            failed = error
            self._transact(lambda unit: self._fail_again(unit, due, failed), self.cursor)
        return True

    def _apply_held(self, unit: UnitOfWork, delivery: Delivery, due: Document) -> Counts:
        self._apply(unit, delivery)
        self.held.release(due, unit.session)
        return Counter(applied=1, held=-1)

    def _fail_again(self, unit: UnitOfWork, due: Document, error: Exception) -> Counts:
        self.held.failed_again(due, error, unit.session)
        return Counter()

    def _place(self, service: str, epoch: int, epoch_start: int) -> Place:
        place = self.cursor.places.get(service, START)
        return place if place.epoch == epoch else Place(epoch, epoch_start)

    def _judge(self, messages: Sequence[Message]) -> tuple[list[Read], Cursor]:
        """What each message is here, and the cursor when all are passed."""
        to, reads = self.cursor, []
        for message in messages:
            if message.service in to.filling:
                continue
            found = read(message, self._runtime.service.handlers)
            if message.position < 1:
                reads.append(found)
                continue
            match turn(to.places.get(message.service, START), message):
                case Turn.REPEAT:
                    reads.append(Skipped(message, "repeat"))
                case Turn.NEXT:
                    reads.append(found)
                    place = Place(message.epoch, message.position)
                    to = to.passing(message.service, place)
                case Turn.GAP:
                    log.error("gap in the log", follower=self._actor.id, of=message.service)
                    to = replace(to, filling=to.filling | {message.service})
        return reads, to

    def _pass(self, reads: Sequence[Read], to: Cursor) -> None:
        """All in one transaction, or each in its own when a handler fails."""
        try:
            self._transact(lambda unit: self._apply_all(unit, reads), to)
        except NOT_THE_HANDLERS:
            raise
        except Exception as error:  # some handler's: found by applying them one by one
            if not reads:
                raise
            log.warning("batch failed", follower=self._actor.id, why=type(error).__name__)
            for each in reads:
                self._pass_one(each)
            self._transact(lambda unit: Counter(), to)

    def _pass_one(self, each: Read) -> None:
        """Applied, or held with its error, in one transaction that moves past it."""
        message = each.message
        to = self.cursor
        if turn(to.places.get(message.service, START), message) is Turn.NEXT:
            to = to.passing(message.service, Place(message.epoch, message.position))
        try:
            self._transact(lambda unit: self._apply_all(unit, [each]), to)
        except NOT_THE_HANDLERS:
            raise
        except Exception as error:
            if not isinstance(each, Delivery):
                raise
            failed = error
            log.error(
                "event held",
                follower=self._actor.id,
                type=message.type,
                position=message.position,
                why=type(error).__name__,
            )
            self._transact(lambda unit: self._hold(unit, each, failed), to)

    def _hold(self, unit: UnitOfWork, delivery: Delivery, error: Exception) -> Counts:
        self.held.hold(delivery, error, unit.session)
        return Counter(read=1, held=1)

    def _transact(self, work: Callable[[UnitOfWork], Counts], to: Cursor) -> None:
        """The effects, their events and the cursor's move, or nothing of it."""

        def run(session: ClientSession) -> Counts:
            unit = self._runtime.unit(session, office_id="", actor=self._actor, cause=None)
            counts = work(unit)
            unit.flush()
            cursors.move(self._database, self._fence, to, counts, session)
            return counts

        counts = in_transaction(self._runtime.around.client, run)
        self.cursor = to
        APPLIED.labels(self._actor.id).inc(counts["applied"])
        for tell in self._runtime.committed:
            tell()

    def _apply_all(self, unit: UnitOfWork, reads: Sequence[Read]) -> Counts:
        """Counted: how many were read, and what became of each."""
        counts: Counts = Counter(read=len(reads))
        keys = {each.key for each in reads if isinstance(each, Delivery)}
        blocked = self.held.keys(keys, unit.session) if keys else set()
        for each in reads:
            match each:
                case Skipped(reason=reason):
                    counts[f"skipped_{reason}"] += 1
                case Unreadable():
                    self.held.park(each, unit.session)
                    counts["held"] += 1
                case Delivery() if each.key in blocked:
                    self.held.queue_behind(each, unit.session)
                    counts["held"] += 1
                case Delivery():
                    self._apply(unit, each)
                    counts["applied"] += 1
        return counts

    def _apply(self, unit: UnitOfWork, delivery: Delivery) -> None:
        unit.office_id = delivery.message.office_id
        unit.cause = delivery.cause
        delivery.handler.function(unit, delivery.event)
