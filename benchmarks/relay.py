"""From the outbox to the log: Pamong's relay, the usual ways of others, and each part alone.

The usual ways keep one document for each event. Pamong keeps one for each transaction, so it is
measured with transactions of one event and of twenty.
"""

import time
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pika
from pymongo import DeleteOne, InsertOne
from pymongo.database import Database

from benchmarks.bus import fence, runtime, visits
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure, ratio
from chassis.ids import new_id
from chassis.log import Message
from chassis.log.connections import parameters
from chassis.log.publisher import HEARTBEAT
from chassis.log.rabbitmq import RabbitLog
from chassis.outbox import BATCHES, EVENTS_A_BATCH, RELAY
from chassis.relay import Relay
from chassis.store import Document, connect
from chassis.transaction import in_transaction
from chassis.unit import OUTBOX

NEEDS: tuple[str, ...] = ()
EVENTS, FEWER = 20_000, 2_000
MARKED_AT_ONCE = 200


def run(effort: Effort) -> Result:
    events, fewer = effort.of(EVENTS), effort.of(FEWER)
    sides = [
        Side(run=each, unit="events/s", arguments=[events, size], settings={"events": events})
        for size in (1, 20)
        for each in (pamong, reading, settling)
    ]
    slow = {"events": fewer}
    sides += [
        Side(run=publishing, unit="events/s", arguments=[events], settings={"events": events}),
        Side(run=mark_each, unit="events/s", arguments=[fewer], settings=slow),
        Side(run=mark_many, unit="events/s", arguments=[fewer], settings=slow),
    ]
    rows = measure(sides, effort, broker=True, packages=("pika",))
    limits = {}
    for of in ("of 1", "of 20"):
        parts = (f"reading, {of}", f"settling, {of}", "publishing")
        limits[of] = max(ratio(rows, f"Pamong, {of}", each) for each in parts)
    return Result(
        bench="relay",
        rows=rows,
        ratios={
            "vs_mark_each_1": ratio(rows, "Pamong, of 1", "confirm and mark each"),
            "vs_mark_each_20": ratio(rows, "Pamong, of 20", "confirm and mark each"),
            "vs_limit": min(limits.values()),
            "vs_limit_1": limits["of 1"],
            "vs_limit_20": limits["of 20"],
        },
    )


def pamong(ground: Ground, events: int, size: int) -> Figures:
    with connect(ground.store) as client:
        north = runtime("north", client, ground.name)
        pending(client[ground.name], events, size)
        log = a_log(ground)
        began = time.monotonic()
        relay = Relay("north", client, client[ground.name], log, fence(north, "relay"))
        published = 0
        while step := relay.step():
            published += step
        seconds = time.monotonic() - began
        assert published == events
        log.close()
    return {f"Pamong, of {size}": events / seconds}


def reading(ground: Ground, events: int, size: int) -> Figures:
    """All that is pending, at once."""
    with connect(ground.store) as client:
        pending(client[ground.name], events, size)
        began = time.monotonic()
        entries = list(client[ground.name][OUTBOX].find({}).sort("_id", 1))
        seconds = time.monotonic() - began
        assert sum(len(each["events"]) for each in entries) == events
    return {f"reading, of {size}": events / seconds}


def settling(ground: Ground, events: int, size: int) -> Figures:
    """A batch written down, its entries taken out, the state moved: a transaction a batch."""
    with connect(ground.store) as client:
        runtime("north", client, ground.name)
        database = client[ground.name]
        entries = pending(database, events, size)
        database[RELAY].insert_one({"_id": "relay", "position": 0})
        began = time.monotonic()
        step = EVENTS_A_BATCH // size
        for start in range(0, len(entries), step):
            settle(database, entries[start : start + step], start * size + 1)
        seconds = time.monotonic() - began
    return {f"settling, of {size}": events / seconds}


def settle(database: Database[Document], entries: list[Document], first: int) -> None:
    events = [event for entry in entries for event in entry["events"]]
    last = first + len(events) - 1
    batch = {"_id": first, "last": last, "events": events, "kept_from": datetime.now(UTC)}
    name = database.name
    moved = {"$set": {"position": last}}
    writes: list[Any] = [
        InsertOne(batch, namespace=f"{name}.{BATCHES}"),
        *(DeleteOne({"_id": each["_id"]}, namespace=f"{name}.{OUTBOX}") for each in entries),
    ]

    def work(session: Any) -> None:
        database[RELAY].update_one({"_id": "relay"}, moved, session=session)
        database.client.bulk_write(writes, session=session)

    in_transaction(database.client, work)


def publishing(ground: Ground, events: int) -> Figures:
    """Batch after batch, with pipelined confirms."""
    log = a_log(ground)
    messages = list(visits(1, events))
    began = time.monotonic()
    for start in range(0, events, EVENTS_A_BATCH):
        log.publish(messages[start : start + EVENTS_A_BATCH])
    seconds = time.monotonic() - began
    log.close()
    return {"publishing": events / seconds}


def mark_each(ground: Ground, events: int) -> Figures:
    """One document an event; each is confirmed, and marked, before the next is published."""
    with connect(ground.store) as client:
        outbox = one_by_one(client[ground.name], events)
        a_log(ground).close()
        connection = pika.BlockingConnection(parameters(ground.broker, HEARTBEAT))
        channel = connection.channel()
        channel.confirm_delivery()
        began = time.monotonic()
        for event in outbox.find({"sent": False}).sort("_id", 1):
            channel.basic_publish(exchange(ground), "visited", event["body"], mandatory=True)
            outbox.update_one({"_id": event["_id"]}, {"$set": {"sent": True}})
        seconds = time.monotonic() - began
        connection.close()
    return {"confirm and mark each": events / seconds}


def mark_many(ground: Ground, events: int) -> Figures:
    """The same, published with pipelined confirms and marked by 200."""
    with connect(ground.store) as client:
        outbox = one_by_one(client[ground.name], events)
        log = a_log(ground)
        began = time.monotonic()
        found = outbox.find({"sent": False}).sort("_id", 1)
        while several := list(islice(found, MARKED_AT_ONCE)):
            log.publish([a_message(each) for each in several])
            ids = {"_id": {"$in": [each["_id"] for each in several]}}
            outbox.update_many(ids, {"$set": {"sent": True}})
        seconds = time.monotonic() - began
        log.close()
    return {"pipelined, marked by 200": events / seconds}


def pending(database: Database[Document], events: int, size: int) -> list[Document]:
    """As transactions of so many events leave them, made all at once."""
    entries, coming = [], visits(1, events)
    while several := list(islice(coming, size)):
        entries.append({"_id": new_id(), "events": [as_event(each) for each in several]})
    for start in range(0, len(entries), EVENTS_A_BATCH):
        database[OUTBOX].insert_many(entries[start : start + EVENTS_A_BATCH])
    return entries


def one_by_one(database: Database[Document], events: int) -> Any:
    """The usual outbox: a document for each event, with a mark."""
    outbox = database[OUTBOX]
    documents = ({"_id": new_id(), **as_event(each), "sent": False} for each in visits(1, events))
    while several := list(islice(documents, EVENTS_A_BATCH)):
        outbox.insert_many(several)
    return outbox


def as_event(message: Message) -> Document:
    return {
        "id": str(new_id()),
        "type": message.type,
        "office_id": message.office_id,
        "body": message.body,
    }


def a_message(event: Document) -> Message:
    return Message(
        service="north",
        position=1,
        epoch=1,
        type=event["type"],
        office_id=event["office_id"],
        body=event["body"],
    )


def exchange(ground: Ground) -> str:
    return f"{ground.name}-events"


def a_log(ground: Ground) -> RabbitLog:
    log = RabbitLog(ground.broker, exchange=exchange(ground), name=ground.name)
    log.declare()
    return log
