"""The product's own relay, follower and log, driven step by step, in any order, through faults."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from bus import Breaking, Bus, Measured, a_fence, another_epoch, as_rini
from shop import OFFICE, Counted, Tally, Unit, a_tally

from chassis.cursor import NAME
from chassis.envelope import decode
from chassis.follower import Counts, Follower
from chassis.heads import Heads
from chassis.leases import LeaseLost
from chassis.log import Log, Message, NotConfirmed, Reader
from chassis.log.embedded import EmbeddedLog
from chassis.outbox import BATCHES, CURSOR, head_of, pending_events
from chassis.places import START
from chassis.relay import Relay
from chassis.store import Client, Document

OF_THE_SOURCE = ("relay", "batches", "outbox", "tallies")
TURNS = 6
"""Of a follower: it reads to the end, compares, fills, and reads on."""


class Ended(BaseException):
    """The process ended here."""


class EndsBeforeItCommits(Follower):
    """Its handlers have run."""

    def _apply_all(self, *args: Any) -> Counts:
        super()._apply_all(*args)
        raise Ended


class Partly(Breaking):
    """A log whose publisher ends when it has published one."""

    def __init__(self, log: Log) -> None:
        super().__init__(log, after=False)

    def publish(self, messages: Sequence[Message]) -> None:
        self._log.publish(messages[:1])
        super().publish(messages)


@dataclass
class Following:
    """One follower's process."""

    follower: Follower
    reader: Reader
    heads: Heads


@dataclass
class Backup:
    documents: dict[str, list[Document]]
    told: dict[UUID, int]


@dataclass
class DrivenBus:
    """`north` tells of two tallies, `south` writes them down; several processes of each."""

    client: Client
    name: str = field(default_factory=lambda: f"driven-{uuid4().hex[:8]}")
    told: dict[UUID, int] = field(default_factory=lambda: {a_tally(): 0, a_tally(): 0})
    relays: list[Relay] = field(default_factory=list)
    followers: list[Following] = field(default_factory=list)
    backup: Backup | None = None
    restores: int = 0
    published: set[tuple[int, int]] = field(default_factory=set)
    """Epoch and position of what ever stood on the log."""

    def __post_init__(self) -> None:
        self.bus = Bus(self.client, self.name, self._log())
        assert self.bus.south

    def _log(self) -> Measured:
        return Measured(EmbeddedLog(self.client[self.name]), 1)

    @property
    def north(self) -> Any:
        return self.bus.database("north")

    # What is told

    def commit(self, *tallies: UUID, times: int) -> None:
        def count(unit: Unit, wanted: Sequence[UUID]) -> Tally:
            for each in wanted:
                tally = unit.tallies.get_or_none(each)
                kept = tally or unit.tallies.add(Tally(id=each, office_id=OFFICE))
                for _ in range(times):
                    kept = unit.tallies.save(_counted(kept))
                    unit.publish(Counted(tally_id=each, count=kept.count))
            return kept

        self.bus.north.transact(count, tallies, **as_rini())
        for each in tallies:
            self.told[each] += times

    # Relays

    def new_relay(self) -> None:
        """The lease of the one before ran out; it may not know."""
        self.relays = [*self.relays[-1:], self.bus.relay()]

    def relay(self, which: int) -> None:
        if not self.relays:
            self.new_relay()
        relay = self.relays[which % len(self.relays)]
        try:
            relay.step()
        except (LeaseLost, NotConfirmed):
            self.relays.remove(relay)

    def relay_ends(self, log: Log) -> None:
        with suppress(NotConfirmed):
            self.bus.relay(log=log).step()

    # Followers

    def new_follower(self, kind: type[Follower] = Follower) -> Following:
        bus = self.bus
        follower = kind(bus.south, bus.feeds, a_fence(bus.database("south"), "follower"))
        reader = bus.log.reader(follower.cursor.offset)
        found = Following(follower, reader, Heads(bus.feeds, lambda: None))
        self.followers = [*self.followers[-1:], found]
        return found

    def follow(self, which: int, messages: int) -> None:
        """One turn of a worker."""
        if not self.followers:
            self.new_follower()
        one = self.followers[which % len(self.followers)]
        try:
            one.follower.fill()
            one.heads.look()
            self._compare(one, at_end=False)
            found = one.reader.batch(messages, 0)
            one.follower.take(found)
            self._compare(one, at_end=not found)
        except LeaseLost:
            self.followers.remove(one)

    def _compare(self, one: Following, *, at_end: bool) -> None:
        for service, head in one.heads.due(one.follower.cursor.places, at_end=at_end).items():
            one.follower.suspect(service, head)

    def a_minute_passes(self) -> None:
        """Heads are asked anew, and feeds that were away too."""
        for each in self.followers:
            each.heads._next.clear()
            each.follower._filling._again.clear()

    def follower_ends(self, messages: int) -> None:
        one = self.new_follower(EndsBeforeItCommits)
        with suppress(Ended):
            one.follower.take(one.reader.batch(messages, 0))
        self.followers.remove(one)

    # Losses

    def lose(self, first: int, last: int) -> None:
        """The log no longer has these offsets; whoever knew them by heart has ended."""
        lost = {"$gte": first, "$lte": last}
        self.client[self.name]["log"].delete_many({"_id": lost})
        self.everybody_ends()

    def everybody_ends(self) -> None:
        self.relays, self.followers = [], []
        self.bus.log = self._log()

    def offsets(self) -> list[int]:
        return sorted(each["_id"] for each in self.client[self.name]["log"].find({}, {"_id": 1}))

    def back_up(self) -> None:
        documents = {name: list(self.north[name].find({})) for name in OF_THE_SOURCE}
        self.backup = Backup(documents, dict(self.told))

    def restore(self) -> None:
        """As docs/bus.md says: no worker runs until the epoch is raised."""
        assert self.backup is not None
        self.relays = []
        for name, documents in self.backup.documents.items():
            self.north[name].delete_many({})
            if documents:
                self.north[name].insert_many(documents)
        self.told = dict(self.backup.told)
        self.restores += 1
        now = datetime.now(UTC) + timedelta(days=self.restores)
        another_epoch(self.north, now=now)

    # What must hold

    def numbered(self) -> None:
        """Positions have no gap, one batch at most is unsettled; what was committed, in order."""
        batches = list(self.north[BATCHES].find({}).sort("_id", 1))
        head = head_of(self.north)
        ends = [0, *(each["last"] for each in batches)]
        assert [each["_id"] for each in batches] == [each + 1 for each in ends[:-1]]
        assert head.position == ends[-1]
        assert sum(each["last"] > head.settled for each in batches) <= 1
        on_log = self.client[self.name]["log"].find({}, {"epoch": 1, "position": 1})
        self.published.update((each["epoch"], each["position"]) for each in on_log)
        settled = [each for each in batches if each["last"] <= head.settled]
        assert all((each["epoch"], each["last"]) in self.published for each in settled)
        epochs = [each["epoch"] for each in batches]
        assert epochs == sorted(epochs)
        bodies = [event["body"] for batch in batches for event in batch["events"]]
        told = [decode(each) for each in bodies] + pending_events(self.north)
        for tally, count in self.told.items():
            counts = [each.data["count"] for each in told if each.subject == str(tally)]
            assert counts == list(range(1, count + 1))

    def applied(self) -> None:
        """Each once, in order, as far as the cursor says; a restore may begin anew further back."""
        total = 0
        for tally in self.told:
            seen = self.bus.seen(tally)
            total += len(seen)
            steps = [later - earlier for earlier, later in zip((0, *seen), seen, strict=False)]
            assert all(each <= 1 for each in steps), seen
            assert sum(each < 1 for each in steps) <= self.restores, seen
        if not self.restores:
            place = self._kept_places().get("north", {"position": 0})
            assert total == place["position"]
        assert not self.bus.counts() or self.bus.reconciles()

    def levels(self) -> None:
        """Nothing goes wrong any more: soon all is applied."""
        self.bus.feeds.away = False
        self.everybody_ends()
        for _ in range(TURNS):  # the log may find its end only after a try, where it has holes
            with suppress(NotConfirmed):
                self.bus.publish("north")
        self.new_follower()
        for _ in range(TURNS):
            self.a_minute_passes()
            self.follow(-1, 100)
        head, place = head_of(self.north), self._kept_places().get("north")
        here = (place["epoch"], place["position"]) if place else (START.epoch, START.position)
        assert here == (head.epoch, head.position)
        assert head.settled == head.position
        for tally, count in self.told.items():
            seen = self.bus.seen(tally)
            assert count == 0 or count in seen, seen
            assert self.restores or len(seen) == count, seen
        self.numbered()
        self.applied()

    def gone(self) -> None:
        for each in (self.name, *(f"{self.bus.prefix}_{name}" for name in ("north", "south"))):
            self.client.drop_database(each)

    def _kept_places(self) -> dict[str, Any]:
        kept = self.bus.database("south")[CURSOR].find_one(NAME) or {}
        places: dict[str, Any] = kept.get("places", {})
        return places


def _counted(tally: Tally) -> Tally:
    return replace(tally, count=tally.count + 1)
