"""The whole way of a fact in one test's hand: services, log, relay, follower, each step by step."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from pymongo.database import Database
from shop import ACTOR, HANDLERS, OFFICE, Count, Greet, Tally, Unit, a_service, count, greet

from chassis.feeds import FeedAway
from chassis.follower import Follower
from chassis.leases import Leases
from chassis.log import Log, Message
from chassis.outbox import CURSOR, HELD, Head, feed, head_of
from chassis.relay import Relay
from chassis.service import Runtime
from chassis.store import Client, Document


class StoreFeeds:
    """Feeds read from the services' stores, without HTTP; `away` plays that none answers."""

    def __init__(self, databases: dict[str, Database[Document]]) -> None:
        self._databases = databases
        self.away = False
        self.most_in_hand = 0

    def services(self) -> list[str]:
        return list(self._databases)

    def head(self, service: str) -> Head:
        return head_of(self._known(service))

    def between(self, service: str, after: int, until: int) -> Iterator[Message]:
        database = self._known(service)
        while after < until:
            page = list(feed(database, after, 100))
            if not page or page[0].position != after + 1:
                raise FeedAway(f"{service} no longer has the event after {after}")
            for each in page:
                if each.position <= until:
                    yield each
            after = page[-1].position

    def _known(self, service: str) -> Database[Document]:
        if self.away or service not in self._databases:
            raise FeedAway(service)
        return self._databases[service]


@dataclass
class Bus:
    """`north` and `east` publish, `south` follows; nothing moves unless it is told to."""

    client: Client
    prefix: str
    log: Log
    north: Runtime[Unit]
    east: Runtime[Unit]
    south: Runtime[Unit]
    feeds: StoreFeeds
    readers: list[Any] = field(default_factory=list)

    def count(self, tally: UUID, times: int = 1) -> None:
        self.north.transact(count, Count(tally_id=tally, times=times), **_as_rini())

    def greet(self, tally: UUID, greeting: UUID | None = None) -> None:
        order = Greet(tally_id=tally, greeting_id=greeting or uuid4())
        self.east.transact(greet, order, **_as_rini())

    def relay(self, of: str = "north") -> Relay:
        """A relay that takes the lease over, as after its predecessor's end."""
        runtime: Runtime[Unit] = getattr(self, of)
        fence = a_fence(runtime.around.database, "relay")
        return Relay(of, self.client, runtime.around.database, self.log, fence)

    def publish(self, *services: str) -> None:
        """All that is pending, to the log."""
        for each in services or ("north", "east"):
            relay = self.relay(each)
            while relay.step():
                pass

    def follower(self) -> Follower:
        return Follower(self.south, self.feeds, a_fence(self.south.around.database, "follower"))

    def follow(self, follower: Follower | None = None) -> Follower:
        """Read the log to its end, fill what it lacks, and try what is due."""
        follower = follower or self.follower()
        reader = self.log.reader(follower.cursor.offset)
        try:
            while messages := reader.batch(500, PATIENCE):
                follower.take(messages)
                follower.fill()
            while follower.retry():
                pass
        finally:
            reader.close()
        return follower

    def published(self) -> list[Message]:
        """All that stands on the log."""
        reader, found = self.log.reader(None), []
        try:
            while messages := reader.batch(500, PATIENCE):
                found.extend(messages)
        finally:
            reader.close()
        return found

    def written_down(self, tally: UUID) -> Tally | None:
        """What `south` has of it."""

        def ask(unit: Unit, wanted: UUID) -> Tally | None:
            return unit.tallies.get_or_none(wanted)

        return self.south.read(ask, tally, **_as_rini())

    def seen(self, tally: UUID) -> tuple[int, ...]:
        """Which counts `south` applied, in the order in which it did."""
        found = self.written_down(tally)
        return found.seen if found else ()

    def let_time_pass(self) -> None:
        """Every held event's next try has come."""
        self.held.update_many({"state": "held"}, {"$set": {"next_try": datetime.now(UTC)}})

    @property
    def held(self) -> Any:
        return self.south.around.database[HELD]

    def states(self) -> list[str]:
        """Of all that is held, in order."""
        return [each["state"] for each in self.held.find({}).sort("order", 1)]

    def counts(self) -> dict[str, int]:
        kept = self.south.around.database[CURSOR].find_one({"_id": "follower"}) or {}
        return dict(kept.get("counts", {}))

    def reconciles(self) -> bool:
        """Each message that was read was applied, skipped, dropped, or is held."""
        counts = self.counts()
        skipped = sum(each for name, each in counts.items() if name.startswith("skipped_"))
        ended = counts.get("applied", 0) + skipped + counts.get("dropped", 0)
        return counts["read"] == ended + self.held.count_documents({})


PATIENCE = 0.5
"""How long an empty log is read before it counts as read to its end."""


@contextmanager
def a_bus(client: Client, log: Log) -> Iterator[Bus]:
    """Services with stores of their own on this log, dropped afterwards."""
    prefix = f"bus-{uuid4().hex[:8]}"
    north, east = a_service("north", client, prefix), a_service("east", client, prefix)
    south = a_service("south", client, prefix, handlers=HANDLERS)
    databases = {each.service.name: each.around.database for each in (north, east)}
    yield Bus(client, prefix, log, north, east, south, StoreFeeds(databases))
    for each in (north, east, south):
        client.drop_database(each.around.database.name)


def a_fence(database: Database[Document], name: str) -> int:
    """The next one: whoever had the lease is gone."""
    database["leases"].delete_many({"_id": f"{name}-never"})
    lease = Leases(database, holder="the test").take(name)
    assert lease is not None
    return lease.fence


def positions(messages: Sequence[Message], service: str = "north") -> list[int]:
    return [each.position for each in messages if each.service == service]


def _as_rini() -> dict[str, Any]:
    return {"office_id": OFFICE, "actor": ACTOR}
