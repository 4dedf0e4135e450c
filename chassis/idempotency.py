"""Idempotency keys: the same request twice has one effect, and the same answer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from pymongo import IndexModel

from chassis.refusals import Refused
from chassis.repository import insert
from chassis.store import CollectionPlan
from chassis.unit import UnitOfWork

DAYS_KEPT = 7
PLAN = CollectionPlan(
    "idempotency", [IndexModel("at", expireAfterSeconds=DAYS_KEPT * 86_400, name="forget")]
)


class KeyReused(Refused):
    """The key was used before, for something else."""

    code = "idempotency_key_reused"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The aggregate that the first request with this key gave back, and its last event."""

    collection: str
    id: UUID
    event: UUID | None


def recall(unit: UnitOfWork, key: str, order: object) -> Earlier | None:
    """What was done under this key; KeyReused when that was another request."""
    kept = unit.around.database[PLAN.name].find_one({"_id": _name(unit, key)}, session=unit.session)
    if kept is None:
        return None
    if kept["fingerprint"] != _fingerprint(unit, order):
        raise KeyReused(field="Idempotency-Key", key=key)
    return Earlier(kept["collection"], kept["subject"], kept["event"])


def remember(unit: UnitOfWork, key: str, order: object, result: Any) -> None:
    """Keep, in the transaction itself, which aggregate this key gave."""
    tracked = unit.tracked(getattr(result, "id", None))
    if tracked is None:
        raise TypeError("a command with a key returns the aggregate that it saved")
    document = {
        "_id": _name(unit, key),
        "fingerprint": _fingerprint(unit, order),
        "collection": tracked.collection,
        "subject": result.id,
        "event": unit.event_ids[-1] if unit.event_ids else None,
        "at": datetime.now(UTC),  # expires by the system's clock
    }
    insert(unit, PLAN.name, document)


def _name(unit: UnitOfWork, key: str) -> str:
    """One text: the embedded store finds an id that is a document only by reading all of them."""
    return f"{unit.office_id}/{unit.actor.id}/{key}"


def _fingerprint(unit: UnitOfWork, order: object) -> bytes:
    """Keyed, since an order may hold personal data; the same in every process."""
    text = msgspec.json.encode(order, order="deterministic").decode()
    return unit.around.vault.hash("idempotency", text)
