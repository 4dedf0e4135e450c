"""What every peer does with a message, and when all of them are done."""

import time
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

import msgspec
from kombu import Connection, Queue
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from benchmarks.bus import OFFICE
from chassis.ids import new_id
from chassis.store import connect

PREFETCH = 50
QUORUM = {"x-queue-type": "quorum"}


class Applying:
    """Counts what was applied; its clock runs from the first message to the last commit."""

    def __init__(self, store: str, name: str, expected: int) -> None:
        self._client = connect(store)
        self._database = self._client[name]
        for each in ("seen", "views", "outbox"):
            self._database.create_collection(each)
        self._expected = expected
        self._began = 0.0
        self.done = 0

    def apply(self, body: bytes) -> bool:
        """One message in one transaction; whether it was the last one."""
        self._began = self._began or time.monotonic()
        event = msgspec.json.decode(body)
        with suppress(DuplicateKeyError):  # a repeat: its effect is there
            self._commit(event)
        self.done += 1
        self.seconds = time.monotonic() - self._began
        return self.done == self._expected

    def _commit(self, event: dict[str, str]) -> None:
        said = event["data"]
        assert isinstance(said, dict)
        view = {
            "_id": UUID(said["visit_id"]),
            "office_id": OFFICE,
            "person_id": UUID(said["person_id"]),
            "number": said["number"],
            "version": 1,
        }
        outgoing = {**event, "id": str(new_id()), "type": "pamong.south.noted.v1"}
        body = msgspec.json.encode(outgoing)
        with (
            self._client.start_session() as session,
            session.start_transaction(
                read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority", j=True)
            ),
        ):
            self._database.seen.insert_one({"_id": UUID(event["id"])}, session=session)
            self._database.views.insert_one(view, session=session)
            self._database.outbox.insert_one({"_id": new_id(), "body": body}, session=session)

    def rate(self) -> float:
        """Messages a second. Every one had its effect once, or was a repeat."""
        distinct = self._expected - self._expected // 20
        assert self._database.views.count_documents({}) == distinct
        return self.done / self.seconds


def fill(broker: str, queue: str, bodies: Iterable[bytes]) -> None:
    """The peer's durable quorum queue, filled before the clock runs."""
    with Connection(broker, transport_options={"confirm_publish": True}) as connection:
        channel = connection.channel()
        Queue(queue, durable=True, queue_arguments=QUORUM)(channel).declare()
        producer = connection.Producer(channel)
        for body in bodies:
            producer.publish(
                body,
                routing_key=queue,
                content_type="application/octet-stream",
                content_encoding="binary",
                delivery_mode=2,
            )
