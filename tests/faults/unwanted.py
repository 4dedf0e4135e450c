"""What a follower cannot apply, or must not: told by an outbox, or written by nobody who may."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from kombu import Connection, Exchange, Producer
from machines import Machines
from reckoning import Excused

from chassis.envelope import CONTENT_TYPE, Envelope, encode
from chassis.ids import new_id
from chassis.log.rabbitmq import EXCHANGE
from chassis.unit import OUTBOX

OFFICE = "jakarta-timur-utara"
TOO_LARGE = 17_000_000
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


def plant(machines: Machines, excused: Excused, what: str) -> None:
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
    excused.bad.add(str(envelope.id))
    event = {
        "id": str(envelope.id),
        "type": envelope.type,
        "office_id": OFFICE,
        "body": encode(envelope),
    }
    entry = {"_id": new_id(), "events": [event]}
    machines.client["registry"][OUTBOX].insert_one(entry)


def write_by_hand(machines: Machines, what: str) -> None:
    """Sent by nobody who may: it has no place on the log, or is nothing at all."""
    bodies: Mapping[str, Callable[[], bytes]] = {
        "malformed": lambda: b"\xff\x00 no event at all",
        "oversized": lambda: b"x" * TOO_LARGE,
        "forged": _forged,
    }
    exchange = Exchange(EXCHANGE, type="topic", durable=True)
    with Connection(machines.broker.url) as connection:
        Producer(connection.channel()).publish(
            bodies[what](),
            exchange=exchange,
            routing_key="any",
            delivery_mode=2,
            content_type=CONTENT_TYPE,
            content_encoding="binary",
            headers={"service": "registry", "type": "pamong.registry.person-changed.v1"},
        )


def _forged() -> bytes:
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
