"""What can happen to the log itself, and what may be written on it that no relay sends."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pymongo
from kombu import Connection, Exchange, Producer, Queue
from machines import Machines
from reckoning import Excused

from chassis import leases
from chassis.envelope import CONTENT_TYPE, Envelope, encode
from chassis.ids import new_id
from chassis.log import Message, Reader
from chassis.log.rabbitmq import EXCHANGE, STREAM, RabbitLog
from chassis.outbox import feed, head_of
from chassis.relay import Relay
from chassis.unit import OUTBOX

OFFICE = "jakarta-timur-utara"
FEW = 200
STORE_SECONDS = 5.0
MEGABYTES = 17_000_000
"""More than a document of the store can hold."""
PLANTED: Mapping[str, tuple[str, int, Mapping[str, Any]]] = {
    "unknown": ("registry.weather-changed", 1, {"to": "rain" * 100_000}),
    "future": ("registry.order-registered", 9, {"order": "of a later version"}),
    "incomplete": ("registry.person-changed", 1, {}),
    "poison": (
        "registry.order-registered",
        1,
        {
            "scheme": "of no policy",
            "decree_date": "2021-05-28",
            "start": "2021-06-01",
            "end": "2021-12-01",
            "handed_over": "2021-06-01",
            "kecamatan": "koja",
            "phone_known": True,
            "book": "1",
            "number": "1",
        },
    ),
}


@dataclass(slots=True)
class OnTheLog:
    """Acts in the broker's and the relays' place."""

    machines: Machines
    excused: Excused
    chance: random.Random

    def delete_stream(self) -> None:
        """Everything on it is gone; it is made anew, by whoever is first."""
        with Connection(self.machines.broker.url) as connection:
            Queue(STREAM)(connection.channel()).delete()
        self.machines.declare_stream()

    def truncate_stream(self) -> None:
        """Its beginning is cut off, as far as its segments allow."""
        control = self.machines.broker.control
        control(
            *("set_policy", "cut", f"^{STREAM}$", '{"max-length-bytes":1000}'),
            *("--apply-to", "queues"),
        )
        try:
            self.repeat("registry")  # a segment is cut off when the next one begins
        finally:
            control("clear_policy", "cut")

    def repeat(self, service: str) -> None:
        """What was published once is published again, as by a relay that came back."""
        database = self.machines.client[service]
        after = self.chance.randrange(max(1, head_of(database).settled))
        until = head_of(database).settled
        log = RabbitLog(self.machines.broker.url)
        try:
            log.publish([each for each in feed(database, after, FEW) if each.position <= until])
        finally:
            log.close()

    def lose_confirmed(self, service: str) -> int:
        """What is pending is numbered and settled, and never reaches the log. Nobody else relays
        for this service meanwhile.

        PyMongoError where a relay that was killed has left a transaction: the store ends it after
        a minute.
        """
        database = self.machines.client[service]
        lease = {
            "$set": {"holder": "the nemesis", "until": datetime.now(UTC) + timedelta(seconds=90)},
            "$inc": {"fence": 1},
        }
        of_relay = {"_id": "relay"}
        kept = database[leases.COLLECTION].find_one_and_update(
            of_relay, lease, upsert=True, return_document=True
        )
        lost = 0
        try:
            with pymongo.timeout(STORE_SECONDS):
                relay = Relay(service, self.machines.client, database, Nowhere(), kept["fence"])
                while step := relay.step():
                    lost += step
        finally:
            free = {"$set": {"until": datetime.fromtimestamp(0, UTC)}}
            database[leases.COLLECTION].update_one(of_relay, free)
        return lost

    def plant(self, what: str) -> None:
        """An event of nobody, in the registry's outbox, that its readers cannot apply."""
        kind, version, data = PLANTED[what]
        person = str(uuid4())
        envelope = Envelope(
            id=new_id(),
            source=f"/offices/{OFFICE}/registry",
            type=f"pamong.{kind}.v{version}",
            subject=person,
            time=datetime.now(UTC),
            dataschema=f"/v1/schemas/pamong.{kind}.v{version}.json",
            sequence=f"{1:020}",
            personid=uuid4(),
            data={**data, **({"order_id": person, "person_id": person} if data else {})},
        )
        self.excused.bad.add(str(envelope.id))
        event = {
            "id": str(envelope.id),
            "type": envelope.type,
            "office_id": OFFICE,
            "body": encode(envelope),
        }
        entry = {"_id": new_id(), "events": [event]}
        self.machines.client["registry"][OUTBOX].insert_one(entry)

    def by_hand(self, what: str) -> None:
        """Sent by nobody who may: it has no place on the log, or is nothing at all."""
        bodies: Mapping[str, Callable[[], bytes]] = {
            "malformed": lambda: b"\xff\x00 no event at all",
            "oversized": lambda: b"x" * MEGABYTES,
            "forged": self._forged,
        }
        exchange = Exchange(EXCHANGE, type="topic", durable=True)
        with Connection(self.machines.broker.url) as connection:
            Producer(connection.channel()).publish(
                bodies[what](),
                exchange=exchange,
                routing_key="any",
                delivery_mode=2,
                content_type=CONTENT_TYPE,
                content_encoding="binary",
                headers={"service": "registry", "type": "pamong.registry.person-changed.v1"},
            )

    def _forged(self) -> bytes:
        """Whole and well formed, but committed by nobody: applied, it would be a ghost."""
        person = uuid4()
        return encode(
            Envelope(
                id=new_id(),
                source=f"/offices/{OFFICE}/registry",
                type="pamong.registry.person-changed.v1",
                subject=str(person),
                time=datetime.now(UTC),
                dataschema="/v1/schemas/pamong.registry.person-changed.v1.json",
                sequence=f"{1:020}",
                position=1,
                personid=person,
                data={"person_id": str(person), "protected": False, "phone_known": False},
            )
        )


class Nowhere:
    """A log that confirms everything and keeps nothing."""

    def publish(self, messages: list[Message]) -> None:
        """Confirmed, and gone."""

    def reader(self, after: int | None) -> Reader:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is held open."""
