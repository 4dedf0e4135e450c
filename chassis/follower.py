"""The follower: reads the log from its cursor and applies each event once in effect.

The cursor lies in the follower's own database and moves in the transaction that holds the
handlers' writes, under a fence: whatever crashes, whatever is delivered again, an effect happens
once. A batch shares one transaction; when a handler fails, its batch is applied one by one.

Each message that is read is counted once, and what became of it too: applied, skipped for a
reason, dropped by a person; the others lie in `held`.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pymongo.client_session import ClientSession

from chassis import cursor as cursors
from chassis.cursor import Cursor
from chassis.deliveries import Delivery, Read, Skipped, Unreadable, has_place, read
from chassis.failures import PARKED
from chassis.feeds import Feeds
from chassis.filling import Filling
from chassis.held import Blocks, Held
from chassis.leases import LeaseLost
from chassis.log import Message
from chassis.observability import APPLIED, log
from chassis.outbox import Head
from chassis.pace import Pace
from chassis.places import START, Place, Turn
from chassis.retrying import Retrying
from chassis.service import Runtime
from chassis.transaction import in_transaction, is_the_stores
from chassis.unit import Actor, UnitOfWork

Counts = Counter[str]


class Follower:
    """Applies the log to one service, under the lease with this fence.

    After an error that escapes, what was committed is known to the store alone: go on with a
    new follower.
    """

    def __init__(
        self,
        runtime: Runtime[Any],
        feeds: Feeds,
        fence: int,
        *,
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        self._runtime = runtime
        self._fence = fence
        self.keep = keep
        self.database = runtime.around.database
        self._actor = Actor(id=runtime.service.name)
        self._filling = Filling(self, feeds)
        self._retrying = Retrying(self)
        self.held = Held(self.database)
        self.pace = Pace()
        self.cursor = cursors.take_over(self.database, fence)

    @property
    def name(self) -> str:
        return self._actor.id

    def judge(self, message: Message) -> Read:
        return read(message, self._runtime.service.handlers)

    def take(self, messages: Sequence[Message]) -> None:
        """Pass these messages of the log: apply, skip or hold each, and move the cursor."""
        if messages:
            reads, to = self._placed(messages)
            self.go(reads, replace(to, offset=messages[-1].offset))

    def fill(self) -> None:
        """Fetch from its feed what the log lacks of a service, until level with its head."""
        self._filling.fill()

    def suspect(self, service: str, head: Head) -> bool:
        """The log was read to its end since the source had this head: whether it lacked
        something, which will be filled."""
        return self._filling.suspect(service, head)

    def retry(self, most: int = 1) -> bool:
        """Try held events that are due, at most so many; whether there may be more."""
        return all(self._retrying.step() for _ in range(most))

    def _placed(self, messages: Sequence[Message]) -> tuple[list[Read], Cursor]:
        """What each message is here, and the cursor when all are passed."""
        to, reads = self.cursor, []
        for message in messages:
            if not has_place(message):
                log.error("no relay sent this", follower=self.name, offset=message.offset)
                reads.append(self.judge(message))
                continue
            what, to = to.reading(message)
            if what is Turn.NEXT:
                reads.append(self.judge(message))
                continue
            reads.append(Skipped(message, "repeat"))
            if what is not Turn.REPEAT:
                of, position = message.service, message.position
                log.error(what.value, follower=self.name, of=of, position=position)
        return reads, to

    def go(self, reads: Sequence[Read], to: Cursor) -> None:
        """All in one transaction, or each in its own when a handler fails; then stand at `to`."""
        if reads and all(isinstance(each, Skipped) for each in reads):
            self._skip(reads, to)
            return
        began = time.monotonic()
        try:
            self.transact(lambda unit: self._apply_all(unit, reads), to)
            self.pace.took(len(reads), time.monotonic() - began)
        except LeaseLost:
            raise
        except Exception as error:  # some handler's: found by applying them one by one
            if is_the_stores(error) or not reads:
                raise
            log.warning("batch failed", follower=self.name, why=type(error).__name__)
            for each in reads:
                self._pass_one(each, to)
            self.transact(lambda unit: Counter(), to)

    def _skip(self, reads: Sequence[Read], to: Cursor) -> None:
        """Nothing has an effect here: the cursor is one document, and moves by itself."""
        self.keep()
        counts = Counter(f"skipped_{each.reason}" for each in reads if isinstance(each, Skipped))
        counts["read"] = len(reads)
        cursors.move(self.database, self._fence, to, counts)
        self.cursor = replace(to, read=self.cursor.read + len(reads))

    def _pass_one(self, each: Read, all_passed: Cursor) -> None:
        """Applied, or held with its error, in one transaction that moves past it."""
        message = each.message
        to = replace(self.cursor, filling=all_passed.filling)
        if message.offset is not None:
            to = replace(to, offset=message.offset)
        if not isinstance(each, Skipped) and has_place(message):
            epoch = max(message.epoch, to.places.get(message.service, START).epoch)
            to = to.passing(message.service, Place(epoch, message.position))
        try:
            self.transact(lambda unit: self._apply_all(unit, [each]), to)
        except LeaseLost:
            raise
        except Exception as error:
            if is_the_stores(error) or not isinstance(each, Delivery):
                raise
            failed = error
            log.error(
                "event held",
                follower=self.name,
                type=message.type,
                position=message.position,
                why=type(error).__name__,
            )
            self.transact(lambda unit: self._hold(unit, each, failed), to)

    def _hold(self, unit: UnitOfWork, delivery: Delivery, error: Exception) -> Counts:
        self.held.hold(delivery, error, self.cursor.read, unit.session)
        return Counter(read=1)

    def transact(self, work: Callable[[UnitOfWork], Counts], to: Cursor) -> None:
        """The effects, their events and the cursor's move, or nothing of it."""

        def run(session: ClientSession) -> tuple[Counts, bool]:
            unit = self._runtime.unit(session, office_id="", actor=self._actor, cause=None)
            counts = work(unit)
            cursors.move_with(unit, self._fence, to, counts)
            unit.flush()
            return counts, bool(unit.event_ids)

        self.keep()
        counts, published = in_transaction(self._runtime.around.client, run)
        self.cursor = replace(to, read=self.cursor.read + counts["read"])
        APPLIED.labels(self.name).inc(counts["applied"])
        if published:
            self._runtime.wake()

    def _apply_all(self, unit: UnitOfWork, reads: Sequence[Read]) -> Counts:
        """Counted: how many were read, and what became of each."""
        counts: Counts = Counter(read=len(reads))
        deliveries = [each for each in reads if isinstance(each, Delivery)]
        blocks = self.held.blocks(deliveries, unit.session)
        _read_ahead(unit, deliveries)
        applied = []
        for order, each in enumerate(reads, start=self.cursor.read):
            if isinstance(each, Skipped):
                counts[f"skipped_{each.reason}"] += 1
            elif isinstance(each, Unreadable):
                blocks.held.append(self._park(unit, each, order))
            elif blocks.held and (lane := blocks.before(each.key, each.subject)):
                self.held.queue_behind(each, lane, order, unit.session)
            else:
                self.apply(unit, each)
                applied.append(each)
        counts["applied"] = len(applied)
        if blocks.held:
            self._tell_missing(unit, blocks, {each.key for each in applied})
        return counts

    def _park(self, unit: UnitOfWork, each: Unreadable, order: int) -> dict[str, Any]:
        log.error(
            "event parked",
            follower=self.name,
            type=each.message.type,
            position=each.message.position,
            why=each.error,
            state=PARKED,
        )
        return self.held.park(each, order, unit.session)

    def _tell_missing(self, unit: UnitOfWork, blocks: Blocks, applied: set[str]) -> None:
        arrived = [key for key in applied if blocks.unknown(key)]
        if arrived:
            self.held.hasten(arrived, unit.session)

    def apply(self, unit: UnitOfWork, delivery: Delivery) -> None:
        """Run the handler, in the event's office and as its effect."""
        unit.office_id = delivery.message.office_id
        unit.cause = delivery.cause
        delivery.handler.function(unit, delivery.event)


def _read_ahead(unit: UnitOfWork, deliveries: Sequence[Delivery]) -> None:
    """What the handlers will ask for one by one is in the unit before they do."""
    wanted: dict[tuple[str, str], dict[UUID, None]] = {}
    for each in deliveries:
        for repository, ident in each.reads():
            wanted.setdefault((each.message.office_id, repository), {})[ident] = None
    for (office_id, repository), ids in wanted.items():
        unit.office_id = office_id
        getattr(unit, repository).get_many(list(ids))
