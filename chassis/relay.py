"""The relay: numbers what is pending, writes the numbered batch down, publishes it, settles it.

An event gets its position in the transaction that writes the batch down and takes its entry out
of the outbox, under the relay's fence; at most one batch is unsettled, and after a crash that
very batch is published again. So a relay that was thought dead can only repeat what is written.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.envelope import Envelope, encode
from chassis.leases import LeaseLost
from chassis.log import Log
from chassis.observability import PUBLISHED
from chassis.outbox import BATCHES, RELAY, messages_of
from chassis.store import NATIVE, Client, Document
from chassis.transaction import in_transaction
from chassis.unit import OUTBOX

EVENTS_A_BATCH = 1_000
STATE = {"_id": "relay"}


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
        self._unsettled: Document | None = database[BATCHES].find_one({"settled_at": None})

    def step(self) -> int:
        """Publish and settle one batch; how many events it had, 0 when nothing is pending.

        Raises LeaseLost when a later relay took over, NotConfirmed when the log did not answer:
        the batch stays written down and the next step publishes it again.
        """
        if self._unsettled is None:
            self._unsettled = in_transaction(self._client, self._number)
        if self._unsettled is None:
            return 0
        batch = self._unsettled
        self._log.publish(messages_of(batch))
        self._database[BATCHES].update_one(
            {"_id": batch["_id"]}, {"$set": {"settled_at": datetime.now(UTC)}}
        )
        self._unsettled = None
        PUBLISHED.labels(self._service).inc(len(batch["events"]))
        return len(batch["events"])

    def _take_over(self) -> None:
        """From here on an earlier relay's numbering fails: its fence is no longer the kept one."""
        relay = self._database[RELAY]
        first = {"position": 0, "epoch": 1, "epoch_start": 0, "fence": 0}
        relay.update_one(STATE, {"$setOnInsert": first}, upsert=True)
        ours = relay.update_one(
            {**STATE, "fence": {"$lte": self._fence}}, {"$set": {"fence": self._fence}}
        )
        if ours.matched_count == 0:
            raise LeaseLost("relay")

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
        # Only what this snapshot shows is deleted: an entry that commits later stays pending.
        self._database[OUTBOX].delete_many({"_id": {"$lte": entries[-1]["_id"]}}, session=session)
        moved = self._database[RELAY].update_one(
            {**STATE, "fence": self._fence, "position": state["position"]},
            {"$set": {"position": batch["last"]}},
            session=session,
        )
        if moved.matched_count == 0:
            raise LeaseLost("relay")
        return batch

    def _pending(self, session: ClientSession) -> list[Document]:
        entries: list[Document] = []
        events = 0
        for entry in (
            self._database[OUTBOX].find({}, session=session).sort("_id", 1).limit(EVENTS_A_BATCH)
        ):
            if entries and events + len(entry["events"]) > EVENTS_A_BATCH:
                break
            entries.append(entry)
            events += len(entry["events"])
        return entries

    def _batch(self, events: Sequence[Document], state: Document) -> Document:
        first = state["position"] + 1
        numbered = [
            _numbered(event, first + index, state["epoch"]) for index, event in enumerate(events)
        ]
        return {
            "_id": first,
            "last": first + len(events) - 1,
            "service": self._service,
            "epoch": state["epoch"],
            "events": numbered,
            "settled_at": None,
        }


def _numbered(event: Document, position: int, epoch: int) -> dict[str, Any]:
    """An event with its place, as it will stand on the wire."""
    built = msgspec.convert(event, Envelope, builtin_types=NATIVE)
    envelope = msgspec.structs.replace(built, position=position, positionepoch=epoch)
    return {
        "id": str(envelope.id),
        "type": envelope.type,
        "office_id": envelope.office_id,
        "body": encode(envelope),
    }
