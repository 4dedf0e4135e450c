"""Trying held events again: applied and taken out in one transaction, or held for longer."""

from collections import Counter, deque
from typing import TYPE_CHECKING

from chassis.deliveries import Delivery, Skipped, Unreadable
from chassis.held import message_of
from chassis.leases import LeaseLost
from chassis.observability import log
from chassis.store import Document
from chassis.transaction import is_the_stores
from chassis.unit import UnitOfWork

if TYPE_CHECKING:
    from chassis.follower import Follower

Counts = Counter[str]


class Retrying:
    """The tries of one follower, under its fence: a person may decide on the same meanwhile."""

    def __init__(self, follower: "Follower") -> None:
        self._follower = follower
        self._due: deque[Document] = deque()

    def step(self) -> bool:
        """Try the event that is longest due; whether there was one."""
        follower = self._follower
        if not self._due:
            self._due.extend(follower.held.due())
        if not self._due:
            return False
        held = self._due.popleft()
        again = follower.judge(message_of(held))
        try:
            follower.transact(lambda unit: self._again(unit, again, held), follower.cursor)
        except LeaseLost:
            raise
        except Exception as error:  # a handler may fail in any way: that is what held is for
            if is_the_stores(error):
                raise
            failed = error
            follower.transact(lambda unit: self._failed(unit, held, failed), follower.cursor)
        return True

    def _again(
        self, unit: UnitOfWork, again: Delivery | Skipped | Unreadable, held: Document
    ) -> Counts:
        follower = self._follower
        if isinstance(again, Unreadable):
            follower.held.park_again(held, again.error, unit.session)
            return Counter()
        if follower.held.must_wait(held, unit.session):
            return Counter()
        if not follower.held.take_out(held, unit.session):
            return Counter()  # someone has decided on it meanwhile
        if isinstance(again, Skipped):
            return Counter({f"skipped_{again.reason}": 1})
        follower.apply(unit, again)
        follower.held.hasten([again.key], unit.session)
        return Counter(applied=1)

    def _failed(self, unit: UnitOfWork, held: Document, error: Exception) -> Counts:
        if self._follower.held.failed_again(held, error, unit.session):
            log.error(
                "event parked",
                follower=self._follower.name,
                type=held["message"]["type"],
                position=held["message"]["position"],
                why=type(error).__name__,
            )
        return Counter()
