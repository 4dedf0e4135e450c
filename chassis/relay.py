"""The relay: numbers what is pending, writes the numbered batch down, publishes it, settles it.

An event gets its position in the transaction that writes the batch down and takes its entry out
of the outbox, under the relay's fence; at most one batch is not confirmed by the log, and after a
crash that very batch is published again. So a relay that was thought dead can only repeat what
is written.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from pymongo import DeleteOne, InsertOne, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import ClientBulkWriteException

from chassis.envelope import with_place
from chassis.leases import LeaseLost
from chassis.log import Log
from chassis.observability import PUBLISHED
from chassis.outbox import AT_FIRST, BATCHES, EVENTS_A_BATCH, RELAY, STATE, messages_of
from chassis.store import Client, Document
from chassis.transaction import before_bulk_write, in_transaction, is_duplicate, unwrapped
from chassis.unit import OUTBOX

BYTES_A_BATCH = 8_000_000
"""Half of what a document may have."""
EVENTS_READ = 20 * EVENTS_A_BATCH


class Relay:
    """Moves one service's events from its outbox to the log, under the lease with this fence.

    After an error that escapes, what was written down is known to the store alone: go on with a
    new relay.
    """

    def __init__(
        self, service: str, client: Client, database: Database[Document], log: Log, fence: int
    ) -> None:
        self._service = service
        self._client = client
        self._database = database
        self._log = log
        self._fence = fence
        state = self._take_over()
        self._epoch: int = state["epoch"]
        self._position: int = state["position"]
        self._settled: int = state["settled"]
        self._confirmed = self._settled
        self._ahead: list[Document] = []

    def step(self, *, told: bool = False) -> int:
        """Publish one batch; how many events it had, 0 when nothing is pending.

        `told`: something was committed, so nobody asks first whether anything is there. Its
        settling is written with the next batch, or once nothing is pending. Raises LeaseLost
        when a later relay took over, NotConfirmed when the log did not answer: the batch stays
        written down and is published again.
        """
        batch = self._unconfirmed() or self._numbered(told)
        if batch is None:
            self._settle()
            return 0
        self._log.publish(messages_of(batch))
        self._confirmed = batch["last"]
        PUBLISHED.labels(self._service).inc(len(batch["events"]))
        return len(batch["events"])

    def _take_over(self) -> Document:
        """From here on an earlier relay's numbering fails: its fence is no longer the kept one."""
        relay = self._database[RELAY]
        relay.update_one(STATE, {"$setOnInsert": AT_FIRST}, upsert=True)
        ours = relay.find_one_and_update(
            {**STATE, "fence": {"$lte": self._fence}}, {"$set": {"fence": self._fence}}
        )
        if ours is None:
            raise LeaseLost("relay")
        return ours

    def _unconfirmed(self) -> Document | None:
        """The batch that was written down, and perhaps not published."""
        if self._confirmed == self._position:
            return None
        batch = self._database[BATCHES].find_one({"_id": self._confirmed + 1})
        if batch is None:
            raise RuntimeError(f"no batch begins at {self._confirmed + 1}, which is not settled")
        return batch

    def _numbered(self, told: bool) -> Document | None:
        """The next batch, written down; None when nothing is pending."""
        if not (told or self._ahead) and self._database[OUTBOX].find_one({}, {"_id": 1}) is None:
            return None
        batch, self._ahead = in_transaction(self._client, self._number)
        if batch is not None:
            self._position, self._settled = batch["last"], batch["_id"] - 1
        return batch

    def _number(self, session: ClientSession) -> tuple[Document | None, list[Document]]:
        """The first of what is pending become the next batch; the others are given back."""
        pending = self._ahead or self._pending(session)
        taken = _a_batch_of(pending)
        if not taken:
            return None, []
        batch = self._batch([event for entry in taken for event in entry["events"]])
        self._write_down(batch, taken, session)
        return batch, pending[len(taken) :]

    def _write_down(
        self, batch: Document, entries: Sequence[Document], session: ClientSession
    ) -> None:
        """Takes out these very entries: one with a lower id may have been committed since."""
        was = {"position": self._position, "epoch": self._epoch, "fence": self._fence}
        now = {"$set": {"position": batch["last"], "settled": self._confirmed}}
        outbox = self._namespace(OUTBOX)
        out = [DeleteOne({"_id": each["_id"]}, namespace=outbox) for each in entries]
        kept = InsertOne(batch, namespace=self._namespace(BATCHES))
        moved = UpdateOne({**STATE, **was}, now, namespace=self._namespace(RELAY))
        before_bulk_write(session)
        try:
            done = self._client.bulk_write([moved, kept, *out], session=session)
        except ClientBulkWriteException as error:
            why = unwrapped(error)
            raise (LeaseLost("relay") if is_duplicate(why) else why) from error
        if done.matched_count == 0:
            raise LeaseLost("relay")
        if done.deleted_count != len(out):
            raise RuntimeError(f"{done.deleted_count} of {len(out)} entries were in the outbox")

    def _namespace(self, collection: str) -> str:
        return f"{self._database.name}.{collection}"

    def _settle(self) -> None:
        """Say in the store what the log has confirmed. LeaseLost when a later relay says it."""
        if self._settled == self._confirmed:
            return
        ours = {**STATE, "fence": self._fence}
        change = {"$set": {"settled": self._confirmed}}
        if self._database[RELAY].update_one(ours, change).matched_count == 0:
            raise LeaseLost("relay")
        self._settled = self._confirmed

    def _pending(self, session: ClientSession) -> list[Document]:
        """One snapshot, in the order of its ids: enough for several batches, since the embedded
        store reads all of the outbox each time. What commits later with a lower id than some of
        these is of other aggregates.
        """
        entries: list[Document] = []
        events = size = 0
        found = self._database[OUTBOX].find({}, session=session).sort("_id", 1)
        for entry in found.limit(EVENTS_READ):
            entries.append(entry)
            events += len(entry["events"])
            size += sum(len(event["body"]) for event in entry["events"])
            if events >= EVENTS_READ or size >= BYTES_A_BATCH:
                break
        return entries

    def _batch(self, events: Sequence[Document]) -> Document:
        first = self._position + 1
        numbered = [
            {**event, "body": with_place(event["body"], first + index, self._epoch)}
            for index, event in enumerate(events)
        ]
        return {
            "_id": first,
            "last": first + len(events) - 1,
            "service": self._service,
            "epoch": self._epoch,
            "events": numbered,
            "numbered_at": datetime.now(UTC),
        }


def _a_batch_of(entries: Sequence[Document]) -> list[Document]:
    """The first of these, as many as go into one batch; one at least."""
    taken: list[Document] = []
    events = size = 0
    for entry in entries:
        events += len(entry["events"])
        size += sum(len(event["body"]) for event in entry["events"])
        if taken and (events > EVENTS_A_BATCH or size > BYTES_A_BATCH):
            break
        taken.append(entry)
    return taken
