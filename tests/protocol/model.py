"""A small model of the bus, so small that every state it can reach is looked at.

One source with a relay in several processes, one log, one follower in several processes. A step
is what a process does between two points at which another process may come first, the process
may end, or the log may lose something. What a transaction of the store does is one step, and
whether it may is decided by what the product's code compares: fences, positions, epochs. Where
that code is pure it is the product's own: `Cursor.reading`, `rejoined`, `lacks`, `Head.common`.

States are named tuples: they are hashed a million times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

from chassis.cursor import Cursor
from chassis.outbox import Head
from chassis.places import START, Place, Turn, lacks, rejoined


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How large the world is, and how much may go wrong in it.

    `crashes` counts ended processes and leases that ran out under a living one; `losses` what the
    log loses; `restores` how often the source's store is put back to its one backup.
    """

    commits: tuple[int, ...] = (2, 2)
    """How many transactions may tell of each aggregate."""
    both: int = 0
    """How many transactions may tell of all aggregates at once."""
    batch: int = 2
    relays: int = 1
    followers: int = 1
    crashes: int = 0
    losses: int = 0
    restores: int = 0


class Event(NamedTuple):
    """`life` counts the restores before it was committed: its sequence may be given again."""

    aggregate: int
    sequence: int
    life: int


class Numbered(NamedTuple):
    """An event with its place, in the feed and on the log."""

    epoch: int
    position: int
    event: Event

    @property
    def service(self) -> str:
        return SOURCE


SOURCE = "source"
Entry = tuple[Event, ...]


class Store(NamedTuple):
    """The source's store. `open` are the first positions of the batches that are not settled."""

    told: tuple[int, ...]
    outbox: tuple[Entry, ...] = ()
    feed: tuple[Numbered, ...] = ()
    open: tuple[int, ...] = ()
    settled: int = 0
    epoch: int = 1
    starts: tuple[tuple[int, int], ...] = ((1, 0),)
    lease: int = 0
    fence: int = 0

    @property
    def head(self) -> Head:
        return Head(self.epoch, len(self.feed), self.settled, self.starts)


class Stage(IntEnum):
    DOWN = 0
    LEASED = 1
    READY = 2
    PUBLISHING = 3
    FILLING = 4


class Relay(NamedTuple):
    """A process of the source's worker. `hand` is the batch that it publishes."""

    stage: Stage = Stage.DOWN
    fence: int = 0
    epoch: int = 0
    settled: int = 0
    confirmed: int = 0
    hand: tuple[Numbered, ...] = ()
    sent: int = 0
    owed: Any = None
    """Nothing, but in protocols with a mistake: what another transaction is to do."""


class Kept(NamedTuple):
    """The follower's store: the cursor, and what was applied, in order."""

    lease: int = 0
    fence: int = 0
    offset: int = 0
    place: Place = START
    filling: bool = False
    applied: tuple[Numbered, ...] = ()


class Follower(NamedTuple):
    """A process of the follower's worker. `after` is where its reader stands on the log."""

    stage: Stage = Stage.DOWN
    fence: int = 0
    place: Place = START
    filling: bool = False
    after: int = 0
    head: Head | None = None
    goal: Head | None = None
    owed: Any = None


class State(NamedTuple):
    """The whole world. The log is what stands at offsets 1, 2, 3 …; None where it lost one."""

    store: Store
    kept: Kept
    relays: tuple[Relay, ...]
    followers: tuple[Follower, ...]
    log: tuple[Numbered | None, ...]
    commits: tuple[int, ...]
    both: int
    crashes: int
    losses: int
    restores: int
    backup: Store | None = None
    forgotten: tuple[Numbered, ...] = ()
    """What was numbered after the backup, and is nobody's history any more."""
    restored: bool = False
    """Its epoch is to be raised before a relay works on it."""


class Step(NamedTuple):
    """`by_world`: a commit, or something that goes wrong; the rest the bus does by itself."""

    what: str
    then: State
    by_world: bool = False


class Protocol:
    """What can happen next, in any state. A mistake overrides one thing."""

    bounds_to_fail: Bounds
    """Of a mistake: how large a world shows its mistake."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds

    def start(self) -> State:
        """Where no process may end, each has its lease from the beginning."""
        bounds = self.bounds
        fence = 0 if bounds.crashes else 1
        stage = Stage.READY if fence else Stage.DOWN
        return State(
            store=Store(told=(0,) * len(bounds.commits), lease=fence, fence=fence),
            kept=Kept(lease=fence, fence=fence),
            relays=(Relay(stage, fence, fence),) * bounds.relays,
            followers=(Follower(stage, fence),) * bounds.followers,
            log=(),
            commits=bounds.commits,
            both=bounds.both,
            crashes=bounds.crashes,
            losses=bounds.losses,
            restores=bounds.restores,
        )

    def steps(self, state: State) -> Iterator[Step]:
        for who in distinct(state.relays):
            yield from self.relay(state, who)
        for who in distinct(state.followers):
            yield from self.follower(state, who)
        yield from self.commits(state)
        yield from self.losses(state)
        yield from self.restores(state)

    # The world

    def commits(self, state: State) -> Iterator[Step]:
        for aggregate, left in enumerate(state.commits):
            if left:
                commits = put(state.commits, aggregate, left - 1)
                for store in self.committed(state, (aggregate,)):
                    then = state._replace(store=store, commits=commits)
                    yield Step(f"commit {aggregate}", then, True)
        if state.both:
            for store in self.committed(state, tuple(range(len(state.commits)))):
                then = state._replace(store=store, both=state.both - 1)
                yield Step("commit both", then, True)

    def committed(self, state: State, aggregates: tuple[int, ...]) -> Iterator[Store]:
        """Its entry may sort anywhere after the earlier ones of its aggregates: ids are not the
        order of commits."""
        store, told, entry = state.store, list(state.store.told), []
        for each in aggregates:
            told[each] += 1
            entry.append(Event(each, told[each], self.life(state)))
        lowest = 0
        for index, earlier in enumerate(store.outbox):
            if any(event.aggregate in aggregates for event in earlier):
                lowest = index + 1
        for index in range(lowest, len(store.outbox) + 1):
            outbox = (*store.outbox[:index], tuple(entry), *store.outbox[index:])
            yield store._replace(told=tuple(told), outbox=outbox)

    def life(self, state: State) -> int:
        return self.bounds.restores - state.restores

    def losses(self, state: State) -> Iterator[Step]:
        """A tail, all of it, one in the middle, or the beginning; offsets of a tail come again."""
        log, losses = state.log, state.losses - 1
        if losses < 0:
            return
        for end in range(len(log)):
            yield Step(f"log ends at {end}", state._replace(log=log[:end], losses=losses), True)
        for index in range(len(log) - 1):
            if log[index] is not None:
                holed = put(log, index, None)
                yield Step(f"log lost {index + 1}", state._replace(log=holed, losses=losses), True)
        for index in range(2, len(log)):
            cut = (None,) * index + log[index:]
            if cut != log:
                what = f"log begins at {index + 1}"
                yield Step(what, state._replace(log=cut, losses=losses), True)

    def restores(self, state: State) -> Iterator[Step]:
        """What waited in the backup's outbox counts as new: it may be told a second time."""
        store, backup = state.store, state.backup
        if state.restored:
            raised = self.raised(store, self.life(state))
            yield Step("raise the epoch", state._replace(store=raised, restored=False))
        if not state.restores:
            return
        if backup is None:
            if store.feed or store.outbox:
                yield Step("back up", state._replace(backup=store), True)
            return
        if store == backup:
            return
        life = self.life(state) + 1
        pending = tuple(tuple(e._replace(life=life) for e in entry) for entry in backup.outbox)
        kept = len(backup.feed)
        restored = state._replace(
            store=backup._replace(outbox=pending),
            restored=True,
            relays=(Relay(),) * len(state.relays),
            forgotten=(*state.forgotten, *store.feed[kept:]),
            restores=state.restores - 1,
        )
        yield Step("restore", restored, True)

    def raised(self, store: Store, now: int) -> Store:
        """Later than every epoch that was ever begun, also than one that is lost."""
        epoch = max(store.epoch, now) + 1
        return store._replace(epoch=epoch, starts=(*store.starts, (epoch, len(store.feed))))

    # The relay

    def relay(self, state: State, who: int) -> Iterator[Step]:
        relay, store = state.relays[who], state.store
        name = f"relay {relay.fence}"
        if state.restored:
            return
        if relay.stage is Stage.DOWN:
            lease = _taken(state, state.relays, store.lease)
            if lease is not None:
                store = store._replace(lease=lease)
                taken = self.relay_is(state, who, Relay(Stage.LEASED, lease), store)
                yield _paid(state, taken, f"relay {lease} takes the lease", state.relays, lease)
            return
        if relay.stage is Stage.LEASED:
            yield Step(f"{name} takes over", self.relay_takes_over(state, who))
        elif relay.stage is Stage.PUBLISHING:
            yield Step(f"{name} publishes", self.published(state, who))
        elif relay.stage is Stage.READY:
            yield from self.relay_ready(state, who)
        if state.crashes:
            ended = self.relay_is(state, who, Relay())
            yield Step(f"{name} ends", ended._replace(crashes=state.crashes - 1), True)

    def relay_ready(self, state: State, who: int) -> Iterator[Step]:
        relay, store = state.relays[who], state.store
        if store.outbox:
            yield Step(f"relay {relay.fence} numbers", self.numbered(state, who))
        elif relay.settled != relay.confirmed:
            yield Step(f"relay {relay.fence} settles", self.settled(state, who))

    def relay_is(self, state: State, who: int, relay: Relay, store: Store | None = None) -> State:
        relays = put(state.relays, who, relay)
        return state._replace(relays=alike(relays), store=state.store if store is None else store)

    def relay_takes_over(self, state: State, who: int) -> State:
        """A batch that was written down and perhaps not published is published first."""
        fence, store = state.relays[who].fence, state.store
        if store.fence > fence:
            return self.relay_is(state, who, Relay())
        relay = Relay(Stage.READY, fence, store.epoch, store.settled, store.settled)
        hand = self.unconfirmed(store)
        if hand:
            relay = relay._replace(stage=Stage.PUBLISHING, hand=hand)
        return self.relay_is(state, who, relay, store._replace(fence=fence))

    def unconfirmed(self, store: Store) -> tuple[Numbered, ...]:
        return store.feed[store.settled :]

    def may_number(self, store: Store, relay: Relay) -> bool:
        """What the transaction compares and sets."""
        was = (store.fence, len(store.feed), store.epoch)
        return was == (relay.fence, relay.confirmed, relay.epoch)

    def numbered(self, state: State, who: int) -> State:
        """One transaction: the batch is written down, its entries leave, position and settled."""
        relay, store = state.relays[who], state.store
        if not self.may_number(store, relay):
            return self.relay_is(state, who, Relay())
        taken, left = self.pending(store)
        hand = numbering(store, relay.epoch, taken)
        store = written_down(store, hand, relay.confirmed)._replace(outbox=left)
        relay = relay._replace(stage=Stage.PUBLISHING, settled=relay.confirmed, hand=hand)
        return self.relay_is(state, who, relay, store)

    def pending(self, store: Store) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """What one batch takes, in the order of ids, and what it leaves."""
        events = count = 0
        for entry in store.outbox:
            events += len(entry)
            if count and events > self.bounds.batch:
                break
            count += 1
        return store.outbox[:count], store.outbox[count:]

    def published(self, state: State, who: int) -> State:
        """The next of the batch is on the log; with the last one the batch is confirmed."""
        relay = state.relays[who]
        log = (*state.log, relay.hand[relay.sent])
        if relay.sent + 1 < len(relay.hand):
            relay = relay._replace(sent=relay.sent + 1)
        else:
            confirmed = relay.hand[-1].position
            relay = relay._replace(stage=Stage.READY, confirmed=confirmed, hand=(), sent=0)
        return self.relay_is(state._replace(log=log), who, relay)

    def settled(self, state: State, who: int) -> State:
        relay, store = state.relays[who], state.store
        if store.fence != relay.fence:
            return self.relay_is(state, who, Relay())
        store = settled_at(store, relay.confirmed)
        return self.relay_is(state, who, relay._replace(settled=relay.confirmed), store)

    # The follower

    def follower(self, state: State, who: int) -> Iterator[Step]:
        follower, kept = state.followers[who], state.kept
        name = f"follower {follower.fence}"
        if follower.stage is Stage.DOWN:
            lease = _taken(state, state.followers, kept.lease)
            if lease is not None:
                taken = self.follower_is(
                    state, who, Follower(Stage.LEASED, lease), kept._replace(lease=lease)
                )
                what = f"follower {lease} takes the lease"
                yield _paid(state, taken, what, state.followers, lease)
            return
        if follower.stage is Stage.LEASED:
            yield Step(f"{name} takes over", self.follower_takes_over(state, who))
        elif follower.stage is Stage.FILLING:
            yield Step(f"{name} asks the feed", self.filled(state, who))
        elif follower.stage is Stage.READY:
            yield from self.follower_ready(state, who)
        if state.crashes:
            ended = self.follower_is(state, who, Follower())
            yield Step(f"{name} ends", ended._replace(crashes=state.crashes - 1), True)

    def follower_ready(self, state: State, who: int) -> Iterator[Step]:
        follower = state.followers[who]
        name = f"follower {follower.fence}"
        if follower.filling and self.may_rejoin(follower.place, state.store.head):
            yield Step(f"{name} asks the head, to fill", self.begun_filling(state, who))
        offset = self.next_offset(state, follower)
        if offset is not None:
            yield Step(f"{name} reads {offset}", self.read(state, who, offset))
        head = follower.head
        if head is None:
            looked = follower._replace(head=state.store.head)
            yield Step(f"{name} asks the head", self.follower_is(state, who, looked))
        elif self.is_due(follower, head, at_end=offset is None):
            yield Step(f"{name} compares", self.compared(state, who, head))

    def follower_is(
        self, state: State, who: int, follower: Follower, kept: Kept | None = None
    ) -> State:
        followers = put(state.followers, who, follower)
        return state._replace(followers=alike(followers), kept=state.kept if kept is None else kept)

    def follower_takes_over(self, state: State, who: int) -> State:
        """The reader begins behind the cursor's offset; at the start of a log that ends before."""
        fence, kept = state.followers[who].fence, state.kept
        if kept.fence > fence:
            return self.follower_is(state, who, Follower())
        after = kept.offset if kept.offset <= len(state.log) else 0
        follower = Follower(Stage.READY, fence, kept.place, kept.filling, after)
        return self.follower_is(state, who, follower, kept._replace(fence=fence))

    def next_offset(self, state: State, follower: Follower) -> int | None:
        for offset in range(follower.after + 1, len(state.log) + 1):
            if state.log[offset - 1] is not None:
                return offset
        return None

    def may_move(self, kept: Kept, follower: Follower) -> bool:
        """What every transaction of a follower compares."""
        return kept.fence == follower.fence

    def read(self, state: State, who: int, offset: int) -> State:
        message, follower = state.log[offset - 1], state.followers[who]
        assert message is not None
        what, to = self.judged(follower, message)
        follower = follower._replace(
            after=offset, place=to.places[SOURCE], filling=SOURCE in to.filling
        )
        applied = (message,) if what is Turn.NEXT else ()
        return self.moved(state, who, follower, applied, offset)

    def judged(self, follower: Follower, message: Numbered) -> tuple[Turn, Cursor]:
        filling = frozenset((SOURCE,)) if follower.filling else frozenset()
        return Cursor(None, {SOURCE: follower.place}, filling).reading(message)

    def moved(
        self,
        state: State,
        who: int,
        follower: Follower,
        applied: tuple[Numbered, ...] = (),
        offset: int | None = None,
    ) -> State:
        """One transaction: the effects, and the cursor of this process. Else its lease is lost."""
        kept = state.kept
        if not self.may_move(kept, follower):
            return self.follower_is(state, who, Follower())
        return self.follower_is(state, who, follower, self.stored(kept, follower, applied, offset))

    def stored(
        self, kept: Kept, follower: Follower, applied: tuple[Numbered, ...], offset: int | None
    ) -> Kept:
        return kept._replace(
            offset=kept.offset if offset is None else offset,
            place=follower.place,
            filling=follower.filling,
            applied=kept.applied + applied,
        )

    def is_due(self, follower: Follower, head: Head, *, at_end: bool) -> bool:
        """As `Heads.due` says: at the log's end, or at once where a later epoch began."""
        return at_end or (follower.place != START and head.epoch > follower.place.epoch)

    def compared(self, state: State, who: int, head: Head) -> State:
        follower = state.followers[who]._replace(head=None)
        if not lacks(follower.place, head) or follower.filling:
            return self.follower_is(state, who, follower)
        return self.moved(state, who, follower._replace(filling=True))

    def begun_filling(self, state: State, who: int) -> State:
        head, follower = state.store.head, state.followers[who]
        place = self.rejoined(follower.place, head)
        begun = follower._replace(stage=Stage.FILLING, place=place, goal=head)
        if place == follower.place:
            return self.follower_is(state, who, begun)
        return self.moved(state, who, begun)

    def may_rejoin(self, place: Place, head: Head) -> bool:
        """Not an earlier epoch: that source was restored, and its epoch is still to be raised."""
        return place.epoch <= head.epoch

    def rejoined(self, place: Place, head: Head) -> Place:
        return rejoined(place, head)

    def filled(self, state: State, who: int) -> State:
        """The next event of the feed; level with the head of the beginning, filling ends."""
        follower, feed = state.followers[who], state.store.feed
        goal, after = follower.goal, follower.place.position
        assert goal is not None
        ready = follower._replace(stage=Stage.READY, goal=None)
        if after >= goal.position:
            return self.moved(state, who, ready._replace(filling=False))
        if after >= len(feed) or not self.is_of(feed[after], goal):
            return self.follower_is(state, who, ready)
        place = Place(goal.epoch, after + 1)
        return self.moved(state, who, follower._replace(place=place), (feed[after],))

    def is_of(self, found: Numbered, goal: Head) -> bool:
        """Whether the feed still tells the history of the head that was asked before."""
        return found.epoch <= goal.epoch


def put(items: tuple[Any, ...], index: int, item: Any) -> tuple[Any, ...]:
    return (*items[:index], item, *items[index + 1 :])


def alike(processes: tuple[Any, ...]) -> tuple[Any, ...]:
    """It makes no difference which of several processes is which: their fences name them."""
    return tuple(sorted(processes, key=lambda each: each.fence))


def distinct(processes: tuple[Any, ...]) -> Iterator[int]:
    for index, each in enumerate(processes):
        if index == 0 or each != processes[index - 1]:
            yield index


def numbering(store: Store, epoch: int, entries: tuple[Entry, ...]) -> tuple[Numbered, ...]:
    events = [event for entry in entries for event in entry]
    return tuple(Numbered(epoch, n, each) for n, each in enumerate(events, len(store.feed) + 1))


def written_down(store: Store, hand: tuple[Numbered, ...], settled: int) -> Store:
    kept = settled_at(store, settled)
    return kept._replace(feed=store.feed + hand, open=(*kept.open, hand[0].position))


def settled_at(store: Store, settled: int) -> Store:
    left = tuple(first for first in store.open if first > settled)
    return store._replace(settled=settled, open=left)


def _taken(state: State, processes: tuple[Any, ...], lease: int) -> int | None:
    """The next lease, when it is free or may run out under a living process."""
    return lease + 1 if state.crashes or not _is_held(processes, lease) else None


def _paid(state: State, taken: State, what: str, processes: tuple[Any, ...], lease: int) -> Step:
    if not _is_held(processes, lease - 1):
        return Step(what, taken)
    return Step(f"{what} of another", taken._replace(crashes=state.crashes - 1), True)


def _is_held(processes: tuple[Any, ...], lease: int) -> bool:
    return any(each.stage is not Stage.DOWN and each.fence == lease for each in processes)
