"""Protocols with one mistake each. What one promises in its docstring is what it gets wrong."""

from collections.abc import Iterator
from typing import Any

from model import (
    SOURCE,
    Bounds,
    Follower,
    Kept,
    Numbered,
    Protocol,
    Relay,
    Stage,
    State,
    Step,
    Store,
    numbering,
    settled_at,
    written_down,
)

from chassis.cursor import Cursor
from chassis.outbox import Head
from chassis.places import Place, Turn

TWO_RELAYS = Bounds(commits=(1, 1), relays=2, crashes=1)
ONE_CRASH = Bounds(commits=(1, 1), crashes=1)
TWO_FOLLOWERS = Bounds(commits=(1, 1), followers=2, crashes=1)
ONE_LOSS = Bounds(commits=(3,), losses=1)
ONE_RESTORE = Bounds(commits=(2,), restores=1)


class NumbersWithoutFence(Protocol):
    """A relay that was thought dead numbers on."""

    bounds_to_fail = TWO_RELAYS

    def may_number(self, store: Store, relay: Relay) -> bool:
        return True


class NumbersWhatItSawOneByOne(Protocol):
    """A plain cursor instead of a snapshot: it sees a later entry and misses an earlier one."""

    bounds_to_fail = Bounds(commits=(2, 1))

    def relay_ready(self, state: State, who: int) -> Iterator[Step]:
        relay, outbox = state.relays[who], state.store.outbox
        seen = relay.owed or ()
        after = outbox.index(seen[-1]) + 1 if seen else 0
        if after < len(outbox):
            looked = relay._replace(owed=(*seen, outbox[after]))
            yield Step(f"relay {relay.fence} looks", self.relay_is(state, who, looked))
        if seen or not outbox:
            yield from super().relay_ready(state, who)

    def pending(self, store: Store) -> Any:
        raise NotImplementedError

    def numbered(self, state: State, who: int) -> State:
        relay, store = state.relays[who], state.store
        if not self.may_number(store, relay):
            return self.relay_is(state, who, Relay())
        hand = numbering(store, relay.epoch, relay.owed)
        left = tuple(entry for entry in store.outbox if entry not in relay.owed)
        store = written_down(store, hand, relay.confirmed)._replace(outbox=left)
        relay = relay._replace(
            stage=Stage.PUBLISHING, settled=relay.confirmed, hand=hand, owed=None
        )
        return self.relay_is(state, who, relay, store)


class PublishesBeforeItWritesDown(Protocol):
    """Positions are given in memory, published, and only then kept."""

    bounds_to_fail = ONE_CRASH

    def numbered(self, state: State, who: int) -> State:
        relay, store = state.relays[who], state.store
        if not self.may_number(store, relay):
            return self.relay_is(state, who, Relay())
        taken, left = self.pending(store)
        hand = numbering(store, relay.epoch, taken)
        relay = relay._replace(stage=Stage.PUBLISHING, hand=hand, owed=left)
        return self.relay_is(state, who, relay)

    def published(self, state: State, who: int) -> State:
        relay = state.relays[who]
        then = super().published(state, who)
        if relay.owed is None or then.relays[who].stage is Stage.PUBLISHING:
            return then
        store = written_down(then.store, relay.hand, relay.confirmed)._replace(outbox=relay.owed)
        done = then.relays[who]._replace(settled=relay.confirmed, owed=None)
        return self.relay_is(then, who, done, store)


class TakesOutLater(Protocol):
    """The batch is written down in one transaction, its entries leave the outbox in another."""

    bounds_to_fail = ONE_CRASH

    def numbered(self, state: State, who: int) -> State:
        then = super().numbered(state, who)
        relay = then.relays[who]
        if relay.stage is not Stage.PUBLISHING:
            return then
        owed = relay._replace(owed=then.store.outbox)
        store = then.store._replace(outbox=state.store.outbox)
        return self.relay_is(then, who, owed, store)

    def published(self, state: State, who: int) -> State:
        relay = state.relays[who]
        if relay.owed is None:
            return super().published(state, who)
        store = state.store._replace(outbox=relay.owed)
        return self.relay_is(state, who, relay._replace(owed=None), store)


class TakesOutFirst(Protocol):
    """The entries leave the outbox in one transaction, the batch is written down in another."""

    bounds_to_fail = ONE_CRASH

    def relay_ready(self, state: State, who: int) -> Iterator[Step]:
        relay = state.relays[who]
        if relay.owed is None:
            yield from super().relay_ready(state, who)
        else:
            yield Step(f"relay {relay.fence} writes down", self.numbered(state, who))

    def numbered(self, state: State, who: int) -> State:
        relay, store = state.relays[who], state.store
        if relay.owed is None:
            taken, left = self.pending(store)
            return self.relay_is(
                state, who, relay._replace(owed=taken), store._replace(outbox=left)
            )
        hand = numbering(store, relay.epoch, relay.owed)
        relay = relay._replace(
            stage=Stage.PUBLISHING, settled=relay.confirmed, hand=hand, owed=None
        )
        return self.relay_is(state, who, relay, written_down(store, hand, relay.confirmed))


class SettlesBeforeItPublishes(Protocol):
    """The batch counts as settled as soon as it is numbered."""

    bounds_to_fail = ONE_CRASH

    def numbered(self, state: State, who: int) -> State:
        then = super().numbered(state, who)
        return then._replace(store=settled_at(then.store, len(then.store.feed)))


class ForgetsWhatWasWrittenDown(Protocol):
    """After a crash the next relay goes on with what is pending."""

    bounds_to_fail = ONE_CRASH

    def relay_takes_over(self, state: State, who: int) -> State:
        then = super().relay_takes_over(state, who)
        relay = then.relays[who]
        if relay.stage is not Stage.PUBLISHING:
            return then
        confirmed = relay.hand[-1].position
        gone_on = relay._replace(stage=Stage.READY, confirmed=confirmed, hand=())
        return self.relay_is(then, who, gone_on)


class SettlesWhatAnotherNumbered(Protocol):
    """A relay settles whatever is numbered, without its fence."""

    bounds_to_fail = TWO_RELAYS

    def settled(self, state: State, who: int) -> State:
        store, relay = state.store, state.relays[who]
        store = settled_at(store, len(store.feed))
        return self.relay_is(state, who, relay._replace(settled=relay.confirmed), store)


class TellsOfWhatIsNotCommitted(Protocol):
    """The relay reads the entry of a transaction that is rolled back afterwards."""

    bounds_to_fail = Bounds(commits=(1,))

    def relay_ready(self, state: State, who: int) -> Iterator[Step]:
        yield from super().relay_ready(state, who)
        for _ in range(any(state.commits)):
            for store in self.committed(state, (0,)):
                then = self.numbered(state._replace(store=store), who)
                undone = then.store._replace(told=state.store.told)
                yield Step("the relay reads too early", then._replace(store=undone))


class MovesTheCursorFirst(Protocol):
    """The cursor moves in one transaction, the effects come in another."""

    bounds_to_fail = ONE_CRASH

    def follower_ready(self, state: State, who: int) -> Iterator[Step]:
        follower = state.followers[who]
        if follower.owed is None:
            yield from super().follower_ready(state, who)
        else:
            done = follower._replace(owed=None)
            kept = state.kept._replace(applied=state.kept.applied + follower.owed)
            yield Step("its effects", self.follower_is(state, who, done, kept))

    def moved(self, state: State, who: int, follower: Follower, *rest: Any) -> State:
        applied, *offset = rest or ((),)
        owing = follower._replace(owed=applied or None)
        return super().moved(state, who, owing, (), *offset)


class MovesTheCursorLater(Protocol):
    """The effects come in one transaction, the cursor moves in another."""

    bounds_to_fail = ONE_CRASH

    def follower_ready(self, state: State, who: int) -> Iterator[Step]:
        follower = state.followers[who]
        if follower.owed is None:
            yield from super().follower_ready(state, who)
        else:
            done = follower._replace(owed=None)
            then = super().moved(state, who, done, (), follower.owed)
            yield Step("its cursor", then)

    def stored(self, kept: Kept, follower: Follower, applied: Any, offset: int | None) -> Kept:
        if applied:
            return kept._replace(applied=kept.applied + applied)
        return super().stored(kept, follower, applied, offset)

    def moved(self, state: State, who: int, follower: Follower, *rest: Any) -> State:
        owing = follower._replace(owed=rest[1]) if len(rest) > 1 and rest[0] else follower
        return super().moved(state, who, owing, *rest)


class MovesWithoutFence(Protocol):
    """A follower that was thought dead applies on."""

    bounds_to_fail = TWO_FOLLOWERS

    def may_move(self, kept: Kept, follower: Follower) -> bool:
        return True


class Judges(Protocol):
    """A follower with another idea of what comes next."""

    def judged(self, follower: Follower, message: Numbered) -> tuple[Turn, Cursor]:
        what, to = super().judged(follower, message)
        taken = self.takes(what, follower, message)
        if not taken:
            return what, to
        return Turn.NEXT, to.level(SOURCE).passing(SOURCE, taken)

    def takes(self, what: Turn, follower: Follower, message: Numbered) -> Place | None:
        raise NotImplementedError


class TakesWhatIsHigher(Judges):
    """A hole before it is nobody's business."""

    bounds_to_fail = ONE_LOSS

    def takes(self, what: Turn, follower: Follower, message: Numbered) -> Place | None:
        return Place(message.epoch, message.position) if what is Turn.GAP else None


class TakesRepeats(Judges):
    """What was passed is taken again."""

    bounds_to_fail = ONE_CRASH

    def takes(self, what: Turn, follower: Follower, message: Numbered) -> Place | None:
        return follower.place if what is Turn.REPEAT and not follower.filling else None


class TakesALaterEpochAsItComes(Judges):
    """A later epoch is taken as it comes, without asking where it began."""

    bounds_to_fail = Bounds(commits=(2,), restores=1, losses=1)

    def takes(self, what: Turn, follower: Follower, message: Numbered) -> Place | None:
        later = what is Turn.LATER_EPOCH and not follower.filling
        return Place(message.epoch, message.position) if later else None


class LooksAtTheHeadAtTheEnd(Protocol):
    """The head is asked after the log was read to its end, not before."""

    bounds_to_fail = Bounds(commits=(1,))

    def compared(self, state: State, who: int, head: Head) -> State:
        follower = state.followers[who]
        if follower.owed is None:
            return self.follower_is(state, who, follower._replace(owed="at the end"))
        then = self.follower_is(state, who, follower._replace(owed=None))
        return super().compared(then, who, state.store.head)

    def next_offset(self, state: State, follower: Follower) -> int | None:
        return super().next_offset(state, follower) if follower.owed is None else None


class ComparesWithNoHead(Protocol):
    """Nobody asks how far the source is."""

    bounds_to_fail = ONE_LOSS

    def compared(self, state: State, who: int, head: Head) -> State:
        return self.follower_is(state, who, state.followers[who]._replace(head=None))


class RaisesNoEpoch(Protocol):
    """After a restore the source counts on as if nothing had happened."""

    bounds_to_fail = ONE_RESTORE

    def raised(self, store: Store, now: int) -> Store:
        return store


class RaisesNoEpochOfNothing(Protocol):
    """A backup that knows of no event is taken for that of a source that published nothing."""

    bounds_to_fail = ONE_RESTORE

    def raised(self, store: Store, now: int) -> Store:
        return super().raised(store, now) if store.feed else store


class RaisesTheSameEpochAgain(Protocol):
    """Epochs are counted by the store that was restored."""

    bounds_to_fail = Bounds(commits=(2,), restores=2)

    def raised(self, store: Store, now: int) -> Store:
        return super().raised(store, 0)


class RejoinsWhereTheEpochBegan(Protocol):
    """Of a later epoch all before its beginning is taken for passed."""

    bounds_to_fail = ONE_RESTORE

    def rejoined(self, place: Place, head: Head) -> Place:
        return place if place.epoch == head.epoch else Place(head.epoch, head.starts[-1][1])


class RejoinsWhereItStands(Protocol):
    """Of a later epoch all up to one's own position is taken for passed."""

    bounds_to_fail = ONE_RESTORE

    def rejoined(self, place: Place, head: Head) -> Place:
        return Place(head.epoch, place.position)


class RejoinsAnEarlierEpoch(Protocol):
    """A source that was restored is believed before its epoch is raised."""

    bounds_to_fail = Bounds(commits=(2,), restores=2)

    def may_rejoin(self, place: Place, head: Head) -> bool:
        return True


class FillsWithAnotherHistory(Protocol):
    """The feed is believed, though the source was restored since its head was asked."""

    bounds_to_fail = Bounds(commits=(2,), restores=1, losses=1)

    def is_of(self, found: Numbered, goal: Head) -> bool:
        return True


MISTAKES = (
    NumbersWithoutFence,
    NumbersWhatItSawOneByOne,
    PublishesBeforeItWritesDown,
    TakesOutLater,
    TakesOutFirst,
    SettlesBeforeItPublishes,
    ForgetsWhatWasWrittenDown,
    SettlesWhatAnotherNumbered,
    TellsOfWhatIsNotCommitted,
    MovesTheCursorFirst,
    MovesTheCursorLater,
    MovesWithoutFence,
    TakesWhatIsHigher,
    TakesRepeats,
    TakesALaterEpochAsItComes,
    LooksAtTheHeadAtTheEnd,
    ComparesWithNoHead,
    RaisesNoEpoch,
    RaisesNoEpochOfNothing,
    RaisesTheSameEpochAgain,
    RejoinsWhereTheEpochBegan,
    RejoinsWhereItStands,
    RejoinsAnEarlierEpoch,
    FillsWithAnotherHistory,
)
