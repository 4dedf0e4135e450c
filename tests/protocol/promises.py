"""What the bus promises, asked of one state of the model."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from model import Numbered, Protocol, State

Promise = Callable[[Protocol, State], bool]


def numbered_if_and_only_if_committed(protocol: Protocol, state: State) -> bool:
    """What is numbered or pending is what was committed, of each aggregate once and in order."""
    store = state.store
    found = [each.event for each in store.feed]
    found += [event for entry in store.outbox for event in entry]
    by_aggregate: list[list[int]] = [[] for _ in store.told]
    for event in found:
        by_aggregate[event.aggregate].append(event.sequence)
    return all(
        sequences == list(range(1, told + 1))
        for sequences, told in zip(by_aggregate, store.told, strict=True)
    )


def positions_have_no_gap_and_no_double(protocol: Protocol, state: State) -> bool:
    feed = state.store.feed
    counted = all(each.position == n for n, each in enumerate(feed, 1))
    return counted and all(one.epoch <= other.epoch for one, other in pairwise(feed))


def at_most_one_batch_is_not_settled(protocol: Protocol, state: State) -> bool:
    return len(state.store.open) <= 1 and state.store.settled <= len(state.store.feed)


def nothing_is_published_that_was_not_numbered(protocol: Protocol, state: State) -> bool:
    known = {*state.store.feed, *state.forgotten}
    return known.issuperset(each for each in state.log if each is not None)


def what_is_settled_was_on_the_log(protocol: Protocol, state: State) -> bool:
    if state.losses < protocol.bounds.losses:
        return True
    return set(state.log).issuperset(state.store.feed[: state.store.settled])


def no_ghost_is_applied(protocol: Protocol, state: State) -> bool:
    return {*state.store.feed, *state.forgotten}.issuperset(state.kept.applied)


def nothing_is_applied_twice(protocol: Protocol, state: State) -> bool:
    applied = [each.event for each in state.kept.applied]
    return len(applied) == len(set(applied))


def the_cursor_is_not_beyond_what_was_applied(protocol: Protocol, state: State) -> bool:
    """The source's history up to the cursor was applied, in its order."""
    head, place = state.store.head, state.kept.place
    common = min(head.common(place.epoch, place.position), head.position)
    applied = iter(state.kept.applied)
    return all(each in applied for each in state.store.feed[:common])


def each_aggregate_is_applied_in_order(protocol: Protocol, state: State) -> bool:
    last: dict[int, Numbered] = {}
    for each in state.kept.applied:
        event = each.event
        before = last.get(event.aggregate)
        sequence, life = before.event[1:] if before else (0, 0)
        if event.life < life or event.sequence > sequence + 1:
            return False
        if event.life == life and event.sequence != sequence + 1:
            return False
        last[event.aggregate] = each
    return True


def nothing_is_missed_that_was_not_lost(protocol: Protocol, state: State) -> bool:
    """As long as the log lost nothing, nobody looks for anything in a feed."""
    bounds = protocol.bounds
    whole = (state.losses, state.restores) == (bounds.losses, bounds.restores)
    return not (whole and state.kept.filling)


PROMISES: tuple[Promise, ...] = (
    numbered_if_and_only_if_committed,
    positions_have_no_gap_and_no_double,
    at_most_one_batch_is_not_settled,
    nothing_is_published_that_was_not_numbered,
    what_is_settled_was_on_the_log,
    no_ghost_is_applied,
    nothing_is_applied_twice,
    the_cursor_is_not_beyond_what_was_applied,
    each_aggregate_is_applied_in_order,
    nothing_is_missed_that_was_not_lost,
)


def broken(protocol: Protocol, state: State) -> Iterator[str]:
    """The promises that do not hold in this state, in words."""
    for promise in PROMISES:
        if not promise(protocol, state):
            yield promise.__name__.replace("_", " ")


def is_level(state: State) -> bool:
    """Everything that was committed is published and applied."""
    store, kept = state.store, state.kept
    ended = not store.outbox and store.settled == len(store.feed) and not kept.filling
    if not state.followers:
        return ended
    return ended and (kept.place.epoch, kept.place.position) == (store.epoch, len(store.feed))
