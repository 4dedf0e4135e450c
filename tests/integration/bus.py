"""The whole way of a fact in one test's hand: services, log, relay, follower, each step by step."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from pymongo.database import Database
from shop import (
    ACTOR,
    HANDLERS,
    OFFICE,
    POISONED,
    Count,
    Greet,
    Tally,
    Unit,
    a_service,
    count,
    greet,
)

from chassis.epochs import begin_epoch
from chassis.feeds import FeedAway
from chassis.follower import Follower
from chassis.leases import Leases
from chassis.log import Log, Message, NotConfirmed, Reader
from chassis.outbox import CURSOR, HELD, Head, feed, head_of
from chassis.relay import Relay
from chassis.service import Runtime
from chassis.store import Client, Document
from chassis.transaction import in_transaction

AT_MOST, SOON = 500, 20.0


class StoreFeeds:
    """Feeds read from the services' stores, without HTTP; `away` plays that none answers."""

    def __init__(self, databases: dict[str, Database[Document]]) -> None:
        self._databases = databases
        self.away = False
        self.given = 0
        self.on_given: Callable[[], None] = lambda: None
        self.on_head: Callable[[], None] = lambda: None

    def services(self) -> list[str]:
        return list(self._databases)

    def head(self, service: str) -> Head:
        head = head_of(self._known(service))
        self.on_head()
        return head

    def between(self, service: str, after: int, until: int) -> Iterator[Message]:
        database = self._known(service)
        while after < until:
            page = list(feed(database, after, 100))
            if not page or page[0].position != after + 1:
                raise FeedAway(f"{service} no longer has the event after {after}")
            for each in page:
                if each.position <= until:
                    self.given += 1
                    yield each
                    self.on_given()
            after = page[-1].position

    def _known(self, service: str) -> Database[Document]:
        if self.away or service not in self._databases:
            raise FeedAway(service)
        return self._databases[service]


def another_epoch(database: Database[Document], now: datetime | None = None) -> int:
    """After this service's store was restored from a backup."""
    return in_transaction(database.client, lambda session: begin_epoch(database, session, now=now))


class Measured:
    """A log that is known to end at `last`, so that nobody waits to see whether more comes.

    `origin` is the offset of its first message.
    """

    def __init__(self, log: Log, origin: int) -> None:
        self._log = log
        self._next = origin
        self.origin = origin

    @property
    def last(self) -> int | None:
        return self._next - 1 if self._next > self.origin else None

    def publish(self, messages: Sequence[Message]) -> None:
        self._log.publish(messages)
        self._next += len(messages)

    def reader(self, after: int | None) -> Reader:
        return self._log.reader(after)

    def close(self) -> None:
        self._log.close()


class Breaking:
    """A log whose publisher ends before, or after, it has published: as in a crash."""

    def __init__(self, log: Log, *, after: bool) -> None:
        self._log = log
        self._after = after

    def publish(self, messages: Sequence[Message]) -> None:
        if self._after:
            self._log.publish(messages)
        raise NotConfirmed("the process ended here")

    def reader(self, after: int | None) -> Reader:
        return self._log.reader(after)

    def close(self) -> None:
        self._log.close()


@dataclass
class Bus:
    """`north` and `east` publish, `south` follows; nothing moves unless it is told to."""

    client: Client
    prefix: str
    log: Measured
    anew: Callable[[], Log] | None = None
    feeds: StoreFeeds = field(init=False)

    def __post_init__(self) -> None:
        self.feeds = StoreFeeds({each: self.database(each) for each in ("north", "east")})

    @cached_property
    def north(self) -> Runtime[Unit]:
        return a_service("north", self.client, self.prefix)

    @cached_property
    def east(self) -> Runtime[Unit]:
        return a_service("east", self.client, self.prefix)

    @cached_property
    def south(self) -> Runtime[Unit]:
        return a_service("south", self.client, self.prefix, handlers=HANDLERS)

    def count(self, tally: UUID, times: int = 1) -> None:
        self.north.transact(count, Count(tally_id=tally, times=times), **as_rini())

    def greet(self, tally: UUID, greeting: UUID | None = None) -> UUID:
        order = Greet(tally_id=tally, greeting_id=greeting or uuid4())
        self.east.transact(greet, order, **as_rini())
        return order.greeting_id

    def make_log_anew(self) -> None:
        """What stood on it is gone."""
        assert self.anew is not None
        self.log.close()
        self.log = Measured(self.anew(), self.log.origin)

    def relay(self, of: str = "north", log: Log | None = None) -> Relay:
        """A relay that takes over from whoever was before."""
        database = self.database(of)
        return Relay(of, self.client, database, log or self.log, a_fence(database, "relay"))

    def publish(self, *services: str) -> None:
        """All that is pending, to the log."""
        for each in services or ("north", "east"):
            relay = self.relay(each)
            while relay.step():
                pass

    def lose(self, *services: str) -> None:
        """All that is pending is numbered and settled, but never reaches the log."""
        for each in services or ("north",):
            relay = self.relay(each, Nowhere())
            while relay.step():
                pass

    def follower(self) -> Follower:
        """A follower that takes over from whoever was before."""
        return Follower(self.south, self.feeds, a_fence(self.database("south"), "follower"))

    def follow(self, follower: Follower | None = None) -> Follower:
        """Read the log to its end, fill what it lacks, and try what is due."""
        follower = follower or self.follower()
        follower.fill()
        for batch in self._batches(follower.cursor.offset):
            follower.take(batch)
            follower.fill()
        self.retry(follower)
        return follower

    def retry(self, follower: Follower) -> Follower:
        while follower.retry():
            pass
        return follower

    def published(self) -> list[Message]:
        """All that stands on the log."""
        return [each for batch in self._batches(None) for each in batch]

    def _batches(self, after: int | None) -> Iterator[list[Message]]:
        if self.log.last is None or after == self.log.last:
            return
        reader = self.log.reader(after)
        try:
            while after != self.log.last:
                batch = reader.batch(AT_MOST, SOON)
                assert batch, f"nothing came after {after}, though the log goes on"
                after = batch[-1].offset
                yield batch
        finally:
            reader.close()

    def database(self, service: str) -> Database[Document]:
        return self.client[f"{self.prefix}_{service}"]

    def written_down(self, tally: UUID) -> Tally | None:
        """What `south` has of it."""

        def ask(unit: Unit, wanted: UUID) -> Tally | None:
            return unit.tallies.get_or_none(wanted)

        return self.south.read(ask, tally, **as_rini())

    def seen(self, tally: UUID) -> tuple[int, ...]:
        """Which counts `south` applied, in the order in which it did."""
        found = self.written_down(tally)
        return found.seen if found else ()

    def greeted(self, tally: UUID) -> int:
        found = self.written_down(tally)
        return found.greeted if found else 0

    def let_time_pass(self) -> None:
        """Every held event's next try has come."""
        self.held.update_many({"state": "held"}, {"$set": {"next_try": datetime.now(UTC)}})

    @property
    def held(self) -> Any:
        return self.database("south")[HELD]

    def states(self) -> list[str]:
        """Of all that is held, in order."""
        return [each["state"] for each in self.held.find({}).sort("order", 1)]

    def counts(self) -> dict[str, int]:
        kept = self.database("south")[CURSOR].find_one({"_id": "follower"}) or {}
        return dict(kept.get("counts", {}))

    def reconciles(self) -> bool:
        """Each message that was read was applied, skipped, dropped, or is held."""
        counts = self.counts()
        skipped = sum(each for name, each in counts.items() if name.startswith("skipped_"))
        ended = counts.get("applied", 0) + skipped + counts.get("dropped", 0)
        return bool(counts["read"] == ended + self.held.count_documents({}))


class Nowhere:
    """A log that confirms everything and keeps nothing."""

    def publish(self, messages: Sequence[Message]) -> None:
        """Confirmed, and gone."""

    def reader(self, after: int | None) -> Reader:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is held open."""


@contextmanager
def a_bus(
    client: Client, log: Log, *, origin: int, anew: Callable[[], Log] | None = None
) -> Iterator[Bus]:
    """Services with stores of their own on this log; `anew` makes it again, empty."""
    bus = Bus(client, f"bus-{uuid4().hex[:8]}", Measured(log, origin), anew)
    try:
        yield bus
    finally:
        POISONED.clear()
        bus.log.close()


def a_fence(database: Database[Document], name: str) -> int:
    """The next one: whoever had the lease is gone."""
    lease = Leases(database, holder="the test").take(name)
    assert lease is not None
    return lease.fence


def positions(messages: Sequence[Message], service: str = "north") -> list[int]:
    return [each.position for each in messages if each.service == service]


def as_rini() -> dict[str, Any]:
    return {"office_id": OFFICE, "actor": ACTOR}
