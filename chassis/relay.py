"""The relay: numbers what is pending, writes the numbered batch down, publishes it, settles it.

An event gets its position in the transaction that writes the batch down and takes its entry out
of the outbox, under the relay's fence; at most one batch is unsettled, and after a crash that
very batch is published again. So a relay that was thought dead can only repeat what is written.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.envelope import with_place
from chassis.leases import LeaseLost
from chassis.log import Log
from chassis.observability import PUBLISHED
from chassis.outbox import BATCHES, EVENTS_A_BATCH, RELAY, STATE, messages_of, unsettled_of
from chassis.store import Client, Document
from chassis.transaction import in_transaction
from chassis.unit import OUTBOX

BYTES_A_BATCH = 8_000_000
"""Half of what a document may have."""


class Relay:
    """Moves one service's events from its outbox to the log, under the lease with this fence."""

    def __init__(
        self, service: str, client: Client, database: Database[Document], log: Log, fence: int
    ) -> None:
        self._service = service
        self._client = client
        self._database = database
        self._log = log
        self._fence = fence
        self._take_over()

    def step(self) -> int:
        """Publish and settle one batch; how many events it had, 0 when nothing is pending.

        Raises LeaseLost when a later relay took over, NotConfirmed when the log did not answer:
        the batch stays written down and the next step publishes it again.
        """
        batch = unsettled_of(self._database) or self._numbered()
        if batch is None:
            return 0
        self._log.publish(messages_of(batch))
        self._database[BATCHES].update_one(
            {"_id": batch["_id"]}, {"$set": {"settled_at": datetime.now(UTC)}}
        )
        PUBLISHED.labels(self._service).inc(len(batch["events"]))
        return len(batch["events"])

    def _take_over(self) -> None:
        """From here on an earlier relay's numbering fails: its fence is no longer the kept one."""
        relay = self._database[RELAY]
        first = {"position": 0, "epoch": 1, "epoch_start": 0, "starts": [0], "fence": 0}
        relay.update_one(STATE, {"$setOnInsert": first}, upsert=True)
        ours = relay.update_one(
            {**STATE, "fence": {"$lte": self._fence}}, {"$set": {"fence": self._fence}}
        )
        if ours.matched_count == 0:
            raise LeaseLost("relay")

    def _numbered(self) -> Document | None:
        """The next batch, written down; None when nothing is pending."""
        if self._database[OUTBOX].find_one({}, {"_id": 1}) is None:
            return None
        return in_transaction(self._client, self._number)

    def _number(self, session: ClientSession) -> Document | None:
        """One snapshot: what is pending, in the order of its ids, becomes the next batch."""
        entries = self._pending(session)
        if not entries:
            return None
        state = self._database[RELAY].find_one({**STATE, "fence": self._fence}, session=session)
        if state is None:
            raise LeaseLost("relay")
        events = [event for entry in entries for event in entry["events"]]
        batch = self._batch(events, state)
        self._database[BATCHES].insert_one(batch, session=session)
        self._take_out(entries, session)
        moved = self._database[RELAY].update_one(
            {**STATE, "fence": self._fence, "position": state["position"]},
            {"$set": {"position": batch["last"]}},
            session=session,
        )
        if moved.matched_count == 0:
            raise LeaseLost("relay")
        return batch

    def _take_out(self, entries: Sequence[Document], session: ClientSession) -> None:
        """Only what this snapshot shows: an entry with a lower id may commit meanwhile."""
        until = {"_id": {"$lte": entries[-1]["_id"]}}
        gone = self._database[OUTBOX].delete_many(until, session=session).deleted_count
        if gone != len(entries):
            raise RuntimeError(f"{gone} entries left the outbox, {len(entries)} were numbered")

    def _pending(self, session: ClientSession) -> list[Document]:
        entries: list[Document] = []
        events = size = 0
        for entry in (
            self._database[OUTBOX].find({}, session=session).sort("_id", 1).limit(EVENTS_A_BATCH)
        ):
            events += len(entry["events"])
            size += sum(len(event["body"]) for event in entry["events"])
            if entries and (events > EVENTS_A_BATCH or size > BYTES_A_BATCH):
                break
            entries.append(entry)
        return entries

    def _batch(self, events: Sequence[Document], state: Document) -> Document:
        first, epoch = state["position"] + 1, state["epoch"]
        numbered = [
            {**event, "body": with_place(event["body"], first + index, epoch)}
            for index, event in enumerate(events)
        ]
        return {
            "_id": first,
            "last": first + len(events) - 1,
            "service": self._service,
            "epoch": epoch,
            "events": numbered,
            "numbered_at": datetime.now(UTC),
            "settled_at": None,
        }


def raise_epoch(client: Client, database: Database[Document]) -> int:
    """Begin a new epoch of positions, after this service's store was restored from a backup.

    What was published after the backup took positions that will be given again; under the new
    epoch nobody takes the new ones for repeats. To be done before a relay works on the restored
    store. Returns the epoch; LookupError where nothing was ever published.
    """
    return in_transaction(client, lambda session: begin_epoch(database, session))


def begin_epoch(database: Database[Document], session: ClientSession) -> int:
    """The same, within a transaction."""
    state = database[RELAY].find_one(STATE, session=session)
    if state is None:
        raise LookupError("nothing was ever published from here: there is no epoch to raise")
    epoch: int = state["epoch"] + 1
    begun = {"epoch": epoch, "epoch_start": state["position"]}
    change = {"$set": begun, "$push": {"starts": state["position"]}}
    database[RELAY].update_one(STATE, change, session=session)
    return epoch
