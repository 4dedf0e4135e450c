"""Draining the log: Pamong's follower, others that keep the same promise, and the bare limit.

The limit reads the same stream by the same reader, in the same batches, and makes the same writes
in one transaction each, with nothing around it: no envelope is checked, no lane, no lease.
"""

import time
from collections.abc import Sequence
from uuid import UUID

import msgspec
from pymongo.client_session import ClientSession
from pymongo.database import Database

from benchmarks.bus import OFFICE, REPEATED_EVERY, fence, runtime, with_repeats
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure, ratio
from benchmarks.peers import frameworks, plain
from chassis.feeds import HttpFeeds
from chassis.follower import Follower
from chassis.ids import new_id
from chassis.log import Message
from chassis.log.rabbitmq import RabbitLog
from chassis.store import Client, Document, connect
from chassis.transaction import in_transaction

NEEDS = ("faststream", "celery", "dramatiq")
EVENTS, PEERS_EVENTS, BATCH = 20_000, 500, 500
PEERS = {
    "FastStream": frameworks.faststream,
    "Celery": frameworks.celery,
    "Dramatiq": frameworks.dramatiq,
    "kombu": plain.kombu,
    "pika": plain.pika_blocking,
}


def run(effort: Effort) -> Result:
    events, fewer = effort.of(EVENTS), effort.of(PEERS_EVENTS)
    batched = {"events": events, "batch": BATCH, "queue": "stream"}
    sides = [
        Side(run=pamong, unit="events/s", arguments=[events], settings=batched),
        Side(run=bare, unit="events/s", arguments=[events], settings=batched),
    ]
    for peer in PEERS.values():
        single = {"events": fewer, "batch": 1, "queue": "quorum"}
        sides.append(Side(run=peer, unit="events/s", arguments=[fewer], settings=single))
    rows = measure(sides, effort, broker=True, packages=("kombu", "pika", *NEEDS))
    fastest = max((row for row in rows if row.what in PEERS), key=lambda row: row.value)
    return Result(
        bench="follower",
        rows=rows,
        ratios={
            "vs_fastest_peer": ratio(rows, "Pamong", fastest.what),
            "vs_limit": ratio(rows, "Pamong", "bare loop"),
        },
    )


def pamong(ground: Ground, events: int) -> Figures:
    log = on_stream(ground, events)
    with connect(ground.store) as client:
        south = runtime("south", client, ground.name)
        began = time.monotonic()
        follower = Follower(south, HttpFeeds(south.around.peers), fence(south, "follower"))
        reader = log.reader(follower.cursor.offset)
        while follower.cursor.read < events:
            follower.fill()
            follower.retry()
            follower.take(reader.batch(follower.pace.batch, 1.0))
        seconds = time.monotonic() - began
        reader.close()
        applied(client[ground.name], events)
    return {"Pamong": events / seconds}


def bare(ground: Ground, events: int) -> Figures:
    log = on_stream(ground, events)
    with connect(ground.store) as client:
        database = client[ground.name]
        for name in ("views", "outbox", "cursor"):
            database.create_collection(name)
        database.cursor.insert_one({"_id": "follower", "position": 0})
        began, position, read = time.monotonic(), 0, 0
        reader = log.reader(None)
        while read < events:
            batch = reader.batch(BATCH, 1.0)
            position = apply(client, batch, position, ground.name)
            read += len(batch)
        seconds = time.monotonic() - began
        reader.close()
        applied(database, events)
    return {"bare loop": events / seconds}


def apply(client: Client, batch: Sequence[Message], position: int, name: str) -> int:
    """One transaction of bulk writes; the position after it."""
    database, views, entry = client[name], [], []
    for message in batch:
        if message.position <= position:
            continue
        position = message.position
        event = msgspec.json.decode(message.body)
        said = event["data"]
        log = {"sequence": 1, "outbox": None}
        view = {"office_id": OFFICE, "person_id": UUID(said["person_id"]), "number": position}
        views.append({"_id": UUID(said["visit_id"]), **view, "version": 1, "log": log})
        told = {**event, "id": str(new_id()), "type": "pamong.south.noted.v1"}
        about = {"id": told["id"], "type": told["type"], "office_id": OFFICE}
        entry.append({**about, "body": msgspec.json.encode(told)})

    def write(session: ClientSession) -> None:
        database.views.insert_many(views, session=session)
        database.outbox.insert_one({"_id": new_id(), "events": entry}, session=session)
        moved = {"$set": {"position": position}}
        database.cursor.update_one({"_id": "follower"}, moved, session=session)

    in_transaction(client, write)
    return position


def on_stream(ground: Ground, events: int) -> RabbitLog:
    """A stream of this run's own with so many events on it."""
    log = RabbitLog(ground.broker, exchange=f"{ground.name}-events", name=ground.name)
    messages = list(with_repeats(events))
    for start in range(0, events, BATCH):
        log.publish(messages[start : start + BATCH])
    return log


def applied(database: Database[Document], events: int) -> None:
    """Each event had its effect once: repeats had none."""
    distinct = events - events // REPEATED_EVERY
    assert database.views.count_documents({}) == distinct
