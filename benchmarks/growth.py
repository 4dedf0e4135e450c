"""Whether anything slows down or swells as the data grow: the backlog, the outbox, the worker."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from resource import getpagesize

from benchmarks import relay
from benchmarks.bus import fence, runtime, visits
from benchmarks.measuring import (
    Effort,
    Figures,
    Ground,
    Result,
    Side,
    in_fresh_process,
    measure,
    ratio,
)
from chassis.feeds import HttpFeeds
from chassis.follower import Follower
from chassis.log.rabbitmq import RabbitLog
from chassis.outbox import BATCHES, EVENTS_A_BATCH, RELAY
from chassis.relay import Relay
from chassis.store import Document, connect

NEEDS: tuple[str, ...] = ()
SHORT, LONG, WATCHED, SETTLED = 10_000, 200_000, 50_000, 1_000_000
A_TRANSACTION = 20


def run(effort: Effort) -> Result:
    short, long, watched = effort.of(SHORT), effort.of(LONG), effort.of(WATCHED)
    settled = effort.of(SETTLED)
    few, many = f"drained, backlog of {short:,}", f"drained, backlog of {long:,}"
    fresh, old = "relayed, fresh outbox", f"relayed, {settled:,} events settled before"
    early, late = f"memory after {short:,} events", f"memory after {watched:,} events"
    sides = [
        Side(run=drain, unit="events/s", arguments=[few, short]),
        Side(run=drain, unit="events/s", arguments=[many, long], runs=1),
        Side(run=memory, unit="MB", arguments=[{short: early, watched: late}], runs=1),
        Side(run=relayed, unit="events/s", arguments=[fresh, short, 0]),
        Side(run=relayed, unit="events/s", arguments=[old, short, settled], runs=1),
    ]
    rows = measure(sides, effort, broker=True, packages=("pika",))
    return Result(
        bench="growth",
        rows=rows,
        ratios={
            "long_backlog_vs_short": ratio(rows, many, few),
            "old_outbox_vs_fresh": ratio(rows, old, fresh),
            "memory_early_vs_late": ratio(rows, early, late),
        },
    )


def drain(ground: Ground, what: str, events: int) -> Figures:
    in_fresh_process(fill, ground, events)
    began = time.monotonic()
    for _ in following(ground, events):
        pass
    return {what: events / (time.monotonic() - began)}


def memory(ground: Ground, marks: dict[int, str]) -> Figures:
    """What a worker occupies when it has applied so many events."""
    in_fresh_process(fill, ground, max(marks))
    left, figures = sorted(marks), {}
    for read in following(ground, max(marks)):
        while left and read >= left[0]:
            figures[marks[left.pop(0)]] = occupied()
    return figures


def following(ground: Ground, events: int) -> Iterator[int]:
    """A follower at work: how many events it has read after each batch."""
    with connect(ground.store) as client:
        south = runtime("south", client, ground.name)
        follower = Follower(south, HttpFeeds(south.around.peers), fence(south, "follower"))
        reader = a_log(ground).reader(follower.cursor.offset)
        while follower.cursor.read < events:
            follower.retry()
            follower.take(reader.batch(follower.pace.batch, 1.0))
            yield follower.cursor.read
        reader.close()


def fill(ground: Ground, events: int) -> Figures:
    """So many events on the stream, by another process: its memory is not the worker's."""
    log, coming = a_log(ground), visits(1, events)
    while several := list(islice(coming, EVENTS_A_BATCH)):
        log.publish(several)
    log.close()
    return {}


def relayed(ground: Ground, what: str, events: int, settled: int) -> Figures:
    with connect(ground.store) as client:
        north, database = runtime("north", client, ground.name), client[ground.name]
        for batch in settled_before(settled):
            database[BATCHES].insert_one(batch)
        places = {"position": settled, "settled": settled, "epoch": 1, "starts": [[1, 0]]}
        database[RELAY].insert_one({"_id": "relay", **places, "fence": 0})
        relay.pending(database, events, A_TRANSACTION)
        log = a_log(ground)
        log.declare()
        began = time.monotonic()
        at_work = Relay("north", client, database, log, fence(north, "relay"))
        while at_work.step():
            pass
        seconds = time.monotonic() - began
        log.close()
    return {what: events / seconds}


def settled_before(events: int) -> Iterator[Document]:
    """Batches as a relay leaves them. Their events are alike: only their number matters."""
    alike = [relay.as_event(each) for each in visits(1, EVENTS_A_BATCH)]
    now = datetime.now(UTC)
    for first in range(1, events, EVENTS_A_BATCH):
        last = first + EVENTS_A_BATCH - 1
        about = {"service": "north", "epoch": 1, "numbered_at": now, "kept_from": now}
        yield {"_id": first, "last": last, "events": alike, **about}


def a_log(ground: Ground) -> RabbitLog:
    return RabbitLog(ground.broker, exchange=f"{ground.name}-events", name=ground.name)


def occupied() -> float:
    """This process' resident memory, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * getpagesize() / 1_000_000
