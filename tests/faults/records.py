"""What the services' stores say at the end: what was committed, and what was applied."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from pymongo.database import Database
from reckoning import Event, Follower
from recording import APPLIED

from chassis.envelope import PREFIX
from chassis.handlers import Handler
from chassis.outbox import BATCHES, HELD
from chassis.store import Document
from chassis.unit import OUTBOX

BY_HAND = "by hand, at"


def committed(database: Database[Document]) -> list[Event]:
    """All that this service has told and not yet forgotten, numbered or not."""
    return list(_committed(database))


def _committed(database: Database[Document]) -> Iterator[Event]:
    for batch in database[BATCHES].find({}).sort("_id", 1):
        for index, each in enumerate(batch["events"]):
            yield _event(each, (batch["epoch"], batch["_id"] + index))
    for entry in database[OUTBOX].find({}).sort("_id", 1):
        for each in entry["events"]:
            yield _event(each, None)


def numbered(documents: Mapping[str, list[Document]]) -> list[str]:
    """The ids of the events that have their place in this copy of a service's collections."""
    return [each["id"] for batch in documents.get(BATCHES, []) for each in batch["events"]]


def unpublished(documents: Mapping[str, list[Document]]) -> list[str]:
    """Those that have none."""
    return [each["id"] for entry in documents.get(OUTBOX, []) for each in entry["events"]]


def _event(kept: Mapping[str, Any], place: tuple[int, int] | None) -> Event:
    body = msgspec.json.decode(kept["body"])
    kind, _, version = body["type"].removeprefix(PREFIX).rpartition(".v")
    return Event(
        id=body["id"],
        service=body["source"].rsplit("/", 1)[1],
        kind=kind,
        version=int(version),
        subject=body["subject"],
        sequence=int(body["sequence"]),
        place=place,
        correlation=body.get("correlationid"),
        caused="causationid" in body,
    )


def follower(name: str, handlers: Mapping[str, Handler], database: Database[Document]) -> Follower:
    return Follower(
        name=name,
        reads={kind: each.version for kind, each in handlers.items()},
        applied={each["_id"]: each["events"] for each in database[APPLIED].find({})},
        held=held(database),
    )


def held(database: Database[Document]) -> set[str]:
    """The ids of the events that are held or parked."""
    return {_ident(each["message"]) for each in database[HELD].find({}, {"message": 1})}


def _ident(message: Mapping[str, Any]) -> str:
    if message["position"] == 0:
        return f"{BY_HAND} {message['offset']}"
    found: str = msgspec.json.decode(message["body"])["id"]
    return found
