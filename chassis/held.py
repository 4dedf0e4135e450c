"""Events that failed: held and tried again, then parked until a person decides.

Later events of the same person wait behind the first, in order. All of it lies in the
follower's own `held` collection, changed in transactions that carry the follower's fence.
"""

import traceback
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.deliveries import Delivery, Unreadable
from chassis.ids import new_id
from chassis.log import Message
from chassis.outbox import HELD as COLLECTION
from chassis.store import Document

WAITS = (1, 10, 60, 600)
HELD, WAITING, PARKED = "held", "waiting", "parked"


class Held:
    """The held events of one follower."""

    def __init__(self, database: Database[Document]) -> None:
        self._collection = database[COLLECTION]

    def keys(self, keys: Iterable[str], session: ClientSession) -> set[str]:
        """Those of `keys` behind whose held event others must wait."""
        return set(self._collection.distinct("key", {"key": {"$in": list(keys)}}, session=session))

    def hold(self, delivery: Delivery, error: BaseException, session: ClientSession) -> None:
        """Its first failure: tried again after the first wait."""
        document = _as_document(delivery.message, delivery.key, HELD)
        self._collection.insert_one({**document, **_failed(error, tries=1)}, session=session)

    def queue_behind(self, delivery: Delivery, session: ClientSession) -> None:
        document = _as_document(delivery.message, delivery.key, WAITING)
        self._collection.insert_one(document, session=session)

    def park(self, unreadable: Unreadable, session: ClientSession) -> None:
        document = _as_document(unreadable.message, unreadable.key, PARKED)
        self._collection.insert_one({**document, "error": unreadable.error}, session=session)

    def due(self) -> Document | None:
        """The held event whose next try has come longest ago."""
        now = datetime.now(UTC)
        return self._collection.find_one(
            {"state": HELD, "next_try": {"$lte": now}}, sort=[("next_try", 1)]
        )

    def failed_again(self, held: Document, error: BaseException, session: ClientSession) -> None:
        """Wait longer, or park after the last try."""
        change = _failed(error, tries=held["tries"] + 1)
        self._collection.update_one({"_id": held["_id"]}, {"$set": change}, session=session)

    def release(self, held: Document, session: ClientSession) -> None:
        """It is applied, or dropped by decision: the next of the same key is tried at once."""
        self._collection.delete_one({"_id": held["_id"]}, session=session)
        behind = self._collection.find_one(
            {"key": held["key"], "state": WAITING}, sort=[("_id", 1)], session=session
        )
        if behind is not None:
            self.retry(behind, session)

    def retry(self, held: Document, session: ClientSession) -> None:
        """Try it at the next step, as if it had never failed."""
        change = {"state": HELD, "tries": 0, "next_try": datetime.now(UTC)}
        self._collection.update_one({"_id": held["_id"]}, {"$set": change}, session=session)

    def counts(self) -> dict[str, int]:
        """How many are held (waiting ones too) and how many are parked."""
        parked = self._collection.count_documents({"state": PARKED})
        return {"held": self._collection.count_documents({}) - parked, "parked": parked}


def message_of(held: Document) -> Message:
    return Message(**held["message"])


def _as_document(message: Message, key: str, state: str) -> dict[str, Any]:
    fields = {name: getattr(message, name) for name in Message.__slots__}
    return {
        "_id": new_id(),
        "key": key,
        "state": state,
        "since": datetime.now(UTC),
        "message": fields,
    }


def _failed(error: BaseException, *, tries: int) -> dict[str, Any]:
    """What is kept of a failure: where, not with which values, which may be personal data."""
    where = traceback.extract_tb(error.__traceback__)[-1:]
    place = f"{where[0].name}:{where[0].lineno}" if where else "?"
    state = {"tries": tries, "error": f"{type(error).__name__} at {place}"}
    if tries > len(WAITS):
        return {**state, "state": PARKED}
    wait = timedelta(seconds=WAITS[tries - 1])
    return {**state, "state": HELD, "next_try": datetime.now(UTC) + wait}
