"""What should have happened against what did: lost, ghosts, twice, out of order. No I/O.

- lost: committed and not published, published and not applied, acknowledged and not there;
- ghosts: applied though nobody committed it, committed though nobody asked for it;
- twice: numbered, applied, or done a second time;
- out of order: events of one aggregate numbered, or applied, in another order than they happened.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One committed event. `place` is its epoch and position, None while it waits in the outbox.

    `correlation` names the request that it goes back to; `caused` says that it followed from
    another event.
    """

    id: str
    service: str
    kind: str
    version: int
    subject: str
    sequence: int
    place: tuple[int, int] | None
    correlation: str | None = None
    caused: bool = False

    @property
    def aggregate(self) -> str:
        return f"{self.service}/{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """What one service's follower reads (kinds with their versions), applied (event ids of each
    aggregate, in that order), and holds."""

    name: str
    reads: Mapping[str, int]
    applied: Mapping[str, Sequence[str]]
    held: Collection[str] = ()

    def handles(self, event: Event) -> bool:
        return event.kind in self.reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command as its client knows it. One that was neither acknowledged nor refused had no
    answer: it may have been done. `event`: the one that the answer named; `events`: how many of
    its `kind` it tells at most."""

    name: str
    service: str
    kind: str
    acknowledged: bool
    event: str | None
    refused: bool = False
    events: int = 1


@dataclass(slots=True)
class Excused:
    """`bad`: planted so that no handler can apply them; they may be held, or parked.

    `disowned`: what a store that was restored from its backup had committed since.
    `again`, as often: what lay unpublished in that backup, and had been published before the loss;
    what one restore undid, and another brought back.
    """

    bad: set[str] = field(default_factory=set)
    disowned: set[str] = field(default_factory=set)
    again: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Count:
    """What was found of one service, follower or client; `told` has the first few of it."""

    lost: int = 0
    ghosts: int = 0
    twice: int = 0
    out_of_order: int = 0
    applied: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, what: str, which: Iterable[object]) -> None:
        found = [str(each) for each in which]
        setattr(self, what, getattr(self, what) + len(found))
        self.told += [f"{what}: {each}" for each in found[:5]]

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.ghosts or self.twice or self.out_of_order)


def total(counts: Iterable[Count]) -> Count:
    all_of_them = Count()
    for each in counts:
        for name in ("lost", "ghosts", "twice", "out_of_order", "applied"):
            setattr(all_of_them, name, getattr(all_of_them, name) + getattr(each, name))
    return all_of_them


def last_line(count: Count) -> str:
    return (
        f"lost={count.lost} ghosts={count.ghosts} twice={count.twice} "
        f"out_of_order={count.out_of_order} applied={count.applied}"
    )


def of_source(events: Sequence[Event]) -> Count:
    """One service's own history: positions without a hole, each aggregate's sequences 1, 2, 3 …"""
    count = Count()
    numbered = sorted((each for each in events if each.place), key=lambda each: each.place or ())
    positions = {each.place[1] for each in numbered if each.place}
    count.add("lost", (f"{each.kind} {each.id} waits" for each in events if each.place is None))
    count.add("lost", (f"position {n}" for n in range(1, len(numbered) + 1) if n not in positions))
    count.add("twice", _more_than_once(each.id for each in numbered))
    sequences: dict[str, list[int]] = defaultdict(list)
    for each in numbered:
        sequences[each.aggregate].append(each.sequence)
    for aggregate, had in sequences.items():
        missing = set(range(1, max(had) + 1)) - set(had)
        count.add("lost", (f"{aggregate} sequence {each}" for each in sorted(missing)))
        count.add("twice", (f"{aggregate} sequence {each}" for each in _more_than_once(had)))
        count.add("out_of_order", (f"{aggregate}: {b} after {a}" for a, b in _descents(had)))
    return count


def of_follower(follower: Follower, events: Iterable[Event], excused: Excused) -> Count:
    """Every event that it reads, once, those of one aggregate in their order; nothing else."""
    count = Count()
    read = {each.id: each for each in events if follower.handles(each)}
    applied = Counter(ident for ids in follower.applied.values() for ident in ids)
    count.applied = sum(applied.values())
    for ident, event in read.items():
        if ident in applied or (ident in excused.bad and ident in follower.held):
            continue
        count.add("lost", [f"{event.kind} {ident} {'is held' * (ident in follower.held)}"])
    count.add("ghosts", (each for each in applied if each not in read | _set(excused.disowned)))
    for ident, times in applied.items():
        count.add("twice", [ident] * (times - 1 - excused.again[ident]))
    for aggregate, ids in follower.applied.items():
        order = [read[each].sequence for each in dict.fromkeys(ids) if each in read]
        count.add("out_of_order", (f"{aggregate}: {b} after {a}" for a, b in _descents(order)))
    return count


def of_requests(
    requests: Iterable[Request], events: Iterable[Event], excused: Excused, prefix: str
) -> Count:
    """One service's commands: what was acknowledged is there, each once, and nothing unasked."""
    count = Count()
    asked = {each.name: each for each in requests}
    own = [each for each in events if not each.caused]
    there = {each.id for each in own} | excused.disowned
    for each in asked.values():
        if each.acknowledged and each.event and each.event not in there:
            count.add("lost", [f"{each.name} {each.kind}"])
    done: Counter[str] = Counter()
    for event in own:
        if not (event.correlation or "").startswith(prefix):
            continue
        request = asked.get(event.correlation or "")
        if request is None or request.refused:
            count.add("ghosts", [f"{event.correlation} {event.kind}"])
        elif event.kind == request.kind:
            done[request.name] += 1
    count.add("twice", (name for name, n in done.items() for _ in range(n - asked[name].events)))
    return count


def _set(idents: Collection[str]) -> dict[str, None]:
    return dict.fromkeys(idents)


def _more_than_once(found: Iterable[object]) -> list[object]:
    return [each for each, times in Counter(found).items() for _ in range(times - 1)]


def _descents(found: Sequence[int]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairwise(found) if b < a]
