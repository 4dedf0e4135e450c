"""The outbox as the store keeps it: pending entries, numbered batches, and the feed of both.

An entry of `outbox` holds a transaction's events until they are numbered; its id sorts after
every earlier entry of the same aggregates. A document of `batches` holds numbered events, from
the moment before they are published until 30 days after the log confirmed them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pymongo import IndexModel
from pymongo.database import Database

from chassis import idempotency, leases
from chassis.log import Message
from chassis.store import CollectionPlan, Document
from chassis.unit import AUDIT_PENDING, OUTBOX

BATCHES = "batches"
RELAY = "relay"
CURSOR = "cursor"
HELD = "held"
AUDIT = "audit"
JOB_RUNS = "job_runs"
DAYS_KEPT = 30

CHASSIS_COLLECTIONS = (
    CollectionPlan(OUTBOX),
    CollectionPlan(
        BATCHES,
        [
            IndexModel("settled_at", expireAfterSeconds=DAYS_KEPT * 86_400, name="forget"),
            IndexModel("last", name="feed"),
        ],
    ),
    CollectionPlan(RELAY),
    CollectionPlan(CURSOR),
    CollectionPlan(
        HELD,
        [
            IndexModel([("key", 1), ("_id", 1)], name="queue"),
            IndexModel([("state", 1), ("next_try", 1)], name="due"),
        ],
    ),
    CollectionPlan(AUDIT_PENDING),
    CollectionPlan(AUDIT),
    CollectionPlan(JOB_RUNS),
    CollectionPlan(leases.COLLECTION),
    idempotency.PLAN,
)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a service has numbered: `settled` is what the log has confirmed.

    `epoch_start` is the position after which the present epoch began (0 for the first).
    """

    epoch: int
    epoch_start: int
    position: int
    settled: int


def head_of(database: Database[Document]) -> Head:
    """A service's own head."""
    state = database[RELAY].find_one({"_id": "relay"}) or {}
    position = state.get("position", 0)
    unsettled = database[BATCHES].find_one({"settled_at": None})
    settled = unsettled["_id"] - 1 if unsettled else position
    return Head(state.get("epoch", 1), state.get("epoch_start", 0), position, settled)


def feed(database: Database[Document], after: int, limit: int) -> Iterator[Message]:
    """Numbered events with positions above `after`, in order, settled or not."""
    given = 0
    for batch in database[BATCHES].find({"last": {"$gt": after}}).sort("last", 1):
        for message in messages_of(batch):
            if message.position > after:
                yield message
                given += 1
                if given == limit:
                    return


def messages_of(batch: Document) -> list[Message]:
    """A numbered batch as the messages that are published, the same each time."""
    return [
        Message(
            service=batch["service"],
            position=batch["_id"] + index,
            epoch=batch["epoch"],
            type=event["type"],
            office_id=event["office_id"],
            body=event["body"],
        )
        for index, event in enumerate(batch["events"])
    ]
