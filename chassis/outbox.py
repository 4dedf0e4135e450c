"""The outbox as the store keeps it: pending entries, numbered batches, and the feed of both.

An entry of `outbox` holds a transaction's events until they are numbered; its id sorts after
every earlier entry of the same aggregates. A document of `batches` holds numbered events, from
the moment before they are published until 30 days later, and in any case until the log has
confirmed them; how far it has is in the relay's own small document, so that no batch is written
twice.

What is looked up here is looked up by an id, or between two values of an index: the embedded
store reads a whole collection for anything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pymongo import IndexModel
from pymongo.database import Database

from chassis import idempotency, leases
from chassis.envelope import Envelope, decode
from chassis.log import Message
from chassis.store import CollectionPlan, Document
from chassis.unit import AUDIT_PENDING, OUTBOX

BATCHES = "batches"
RELAY = "relay"
CURSOR = "cursor"
HELD = "held"
AUDIT = "audit"
AUDIT_HEAD = "audit_head"
JOB_RUNS = "job_runs"
DAYS_KEPT = 30
EVENTS_A_BATCH = 1_000
STATE = {"_id": "relay"}
AT_FIRST: Document = {"position": 0, "settled": 0, "epoch": 1, "starts": [[1, 0]], "fence": 0}
"""The relay's own document in a service that has published nothing yet."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)

CHASSIS_COLLECTIONS = (
    CollectionPlan(OUTBOX),
    CollectionPlan(
        BATCHES,
        [
            IndexModel("numbered_at", name="age"),
            IndexModel("last", name="feed"),
        ],
    ),
    CollectionPlan(RELAY),
    CollectionPlan(CURSOR),
    CollectionPlan(
        HELD,
        [
            IndexModel([("key", 1), ("order", 1)], name="queue"),
            IndexModel([("subject", 1), ("order", 1)], name="lane"),
            IndexModel([("state", 1), ("next_try", 1)], name="due"),
        ],
    ),
    CollectionPlan(AUDIT_PENDING),
    CollectionPlan(AUDIT),
    CollectionPlan(AUDIT_HEAD),
    CollectionPlan(JOB_RUNS),
    CollectionPlan(leases.COLLECTION),
    idempotency.PLAN,
)


Starts = Sequence[Sequence[int]]
"""Each epoch of a history, with the position after which it began."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a service has numbered: `settled` is what the log has confirmed.

    `starts` has each epoch of its history with the position after which that began.
    """

    epoch: int
    position: int
    settled: int
    starts: Starts = ((1, 0),)

    def common(self, epoch: int, position: int, known: Starts | None = None) -> int:
        """Up to which position the history of `epoch` until `position` is still this one's.

        `known` are the starts of that history: some may have been undone here, by a backup that
        was older than they. Without them they are taken to be the same as here.
        """
        ours = [tuple(each) for each in self.starts]
        theirs = [tuple(each) for each in known or ours if each[0] <= epoch]
        parted = next((n for n, each in enumerate(theirs) if each not in ours), len(theirs))
        return min([position, *(start for _, start in (*theirs[parted:], *ours[parted:]))])


def head_of(database: Database[Document]) -> Head:
    """A service's own head."""
    state = database[RELAY].find_one(STATE) or AT_FIRST
    return Head(state["epoch"], state["position"], state["settled"], state["starts"])


def unsettled_of(database: Database[Document]) -> Document | None:
    """The batch that the log has not confirmed yet; there is at most one."""
    head = head_of(database)
    if head.settled == head.position:
        return None
    return database[BATCHES].find_one({"_id": head.settled + 1})


def feed(database: Database[Document], after: int, limit: int) -> Iterator[Message]:
    """Numbered events with positions above `after`, in order, settled or not."""
    given = 0
    reach = {"$gt": after, "$lte": after + limit + EVENTS_A_BATCH}
    for batch in database[BATCHES].find({"last": reach}).sort("last", 1):
        for message in messages_of(batch):
            if message.position > after:
                yield message
                given += 1
                if given == limit:
                    return


def forget(database: Database[Document], now: datetime) -> int:
    """Delete what was numbered 30 days before `now` (system's clock) and is settled; how many
    batches. An index that expires by itself would take the unsettled too.
    """
    aged = {"$gte": EVER, "$lt": now - timedelta(days=DAYS_KEPT)}
    batches = database[BATCHES]
    newest = batches.find_one({"numbered_at": aged}, {"_id": 1}, sort=[("numbered_at", -1)])
    if newest is None:
        return 0
    through = min(newest["_id"], head_of(database).settled)
    return batches.delete_many({"_id": {"$lte": through}}).deleted_count


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


def position_of(database: Database[Document], ident: UUID, made: float) -> tuple[int, int] | None:
    """Epoch and position of an event made at `made` (seconds) or later; None while it has none.

    Looks from the newest batch back, as far as the event may be.
    """
    wanted, last = str(ident), head_of(database).position
    while last > 0:
        batch = database[BATCHES].find_one(
            {"last": last}, {"events.id": 1, "epoch": 1, "numbered_at": 1}
        )
        if batch is None or batch["numbered_at"].timestamp() < made:
            return None
        for index, event in enumerate(batch["events"]):
            if event["id"] == wanted:
                return batch["epoch"], batch["_id"] + index
        last = batch["_id"] - 1
    return None


def pending_events(database: Database[Document]) -> list[Envelope]:
    """What waits to be numbered, in order; without a position yet."""
    entries = database[OUTBOX].find({}).sort("_id", 1)
    return [decode(event["body"]) for entry in entries for event in entry["events"]]
