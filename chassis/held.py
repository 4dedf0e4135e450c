"""Events that failed: held and tried again, then parked until a person decides.

Later events of the same person wait behind the first, in order; behind one whose subject is not
known yet wait only those of the same aggregate. All of it lies in the follower's own `held`
collection, changed in transactions that carry the follower's fence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.deliveries import Delivery, Unreadable
from chassis.failures import HELD, PARKED, PERSON, SUBJECT, WAITING, code_version, failure
from chassis.ids import new_id
from chassis.log import Message
from chassis.outbox import HELD as COLLECTION
from chassis.store import Document

QUEUE = {"key": 1, "subject": 1, "order": 1, "holds_back": 1, "state": 1}
DUE_AT_ONCE = 200


@dataclass(slots=True)
class Blocks:
    """What is held of some persons and aggregates, and so what must wait behind it."""

    held: list[Document]

    def before(self, key: str, subject: str, order: float = float("inf")) -> str | None:
        """Whether an earlier one holds this back: the whole person, or its aggregate alone."""
        lanes = {each["holds_back"] for each in self.held if _holds(each, key, subject, order)}
        return PERSON if PERSON in lanes else (SUBJECT if SUBJECT in lanes else None)

    def unknown(self, key: str) -> bool:
        """Whether something of this person waits for what was missing."""
        return any(each["key"] == key and each["holds_back"] == SUBJECT for each in self.held)


class Held:
    """The held events of one follower, which alone adds to them."""

    def __init__(self, database: Database[Document]) -> None:
        self._collection = database[COLLECTION]
        self._none = False
        self._look = True

    def blocks(self, deliveries: Sequence[Delivery], session: ClientSession) -> Blocks:
        """What is held of their persons and aggregates."""
        if self._none or not deliveries:
            return Blocks([])
        keys = {each.key for each in deliveries}
        subjects = {each.subject for each in deliveries}
        return Blocks(self._of(list(keys), list(subjects), session))

    def hold(
        self, delivery: Delivery, error: BaseException, order: int, session: ClientSession
    ) -> None:
        """Its first failure: tried again after the first wait."""
        self._add(delivery, order, failure(error, tries=1), session)

    def queue_behind(
        self, delivery: Delivery, lane: str, order: int, session: ClientSession
    ) -> None:
        """Behind an earlier one; it holds back what that one does."""
        self._add(delivery, order, {"state": WAITING, "holds_back": lane}, session)

    def park(self, unreadable: Unreadable, order: int, session: ClientSession) -> Document:
        """At once: no other try would read it. Returns what now holds others back."""
        told = {"error": unreadable.error, "code": code_version(), "tries": 1}
        state = {**told, "state": PARKED, "holds_back": PERSON}
        return self._add(unreadable, order, state, session)

    def due(self) -> list[Document]:
        """Held events whose next try has come, the longest due first."""
        if self._none:
            return []
        now = datetime.now(UTC)
        found = list(
            self._collection.find({"state": HELD, "next_try": {"$lte": now}})
            .sort("next_try", 1)
            .limit(DUE_AT_ONCE)
        )
        if not found and self._look:
            self._none = self._collection.find_one({}, {"_id": 1}) is None
            self._look = False
        return found

    def failed_again(self, held: Document, error: BaseException, session: ClientSession) -> bool:
        """Wait longer, or park after the last try; whether it was parked now."""
        change = failure(error, tries=held["tries"] + 1)
        done = self._collection.update_one(_still(held), {"$set": change}, session=session)
        return bool(done.matched_count and change["state"] == PARKED)

    def must_wait(self, held: Document, session: ClientSession) -> bool:
        """Whether an earlier one holds it back by now; then it waits, and is tried after that."""
        around = Blocks(self._of([held["key"]], [held["subject"]], session))
        lane = around.before(held["key"], held["subject"], held["order"])
        if lane is not None:
            change = {"state": WAITING, "holds_back": lane}
            self._collection.update_one(_still(held), {"$set": change}, session=session)
        return lane is not None

    def park_again(self, held: Document, error: str, session: ClientSession) -> None:
        """A retry was asked for, but this version of the code cannot read it either."""
        change = {"state": PARKED, "error": error, "code": code_version(), "next_try": None}
        self._collection.update_one(_still(held), {"$set": change}, session=session)

    def take_out(self, held: Document, session: ClientSession) -> bool:
        """It is being applied, or dropped; False when someone was first.

        Those that waited behind it, and behind nothing else, are tried at once.
        """
        if self._collection.delete_one(_still(held), session=session).deleted_count == 0:
            return False
        self._look = True
        around = self._of([held["key"]], [held["subject"]], session)
        blocks = Blocks(around)
        for each in around:
            if each["state"] == WAITING and not blocks.before(
                each["key"], each["subject"], each["order"]
            ):
                self.retry([each], session)
        return True

    def hasten(self, keys: Sequence[str], session: ClientSession) -> None:
        """Something new is known of these persons: what missed it is tried at once."""
        missed = {"key": {"$in": list(keys)}, "holds_back": SUBJECT, "state": {"$ne": WAITING}}
        change = {"state": HELD, "next_try": datetime.now(UTC)}
        self._collection.update_many(missed, {"$set": change}, session=session)

    def retry(self, held: Sequence[Document], session: ClientSession) -> None:
        """Try these at the next step, as if they had never failed."""
        these = {"_id": {"$in": [each["_id"] for each in held]}}
        change = {"state": HELD, "tries": 0, "next_try": datetime.now(UTC)}
        self._collection.update_many(these, {"$set": change}, session=session)

    def counts(self, session: ClientSession | None = None) -> dict[str, int]:
        """How many are held (waiting ones too) and how many are parked."""
        states = [
            each["state"] for each in self._collection.find({}, {"state": 1}, session=session)
        ]
        parked = states.count(PARKED)
        return {"held": len(states) - parked, "parked": parked}

    def _of(
        self, keys: Sequence[str], subjects: Sequence[str], session: ClientSession
    ) -> list[Document]:
        """In order; asked one index at a time, as the embedded store needs it."""
        found = {}
        for name, wanted in (("key", keys), ("subject", subjects)):
            query = {name: {"$in": list(wanted)}}
            for each in self._collection.find(query, QUEUE, session=session):
                found[each["_id"]] = each
        return sorted(found.values(), key=lambda each: each["order"])

    def _add(
        self, read: Delivery | Unreadable, order: int, state: Document, session: ClientSession
    ) -> Document:
        self._none = False
        message = {name: getattr(read.message, name) for name in Message.__slots__}
        about = {"key": read.key, "subject": read.subject, "message": message}
        when = {"order": order, "since": datetime.now(UTC)}
        added = {"_id": new_id(), **about, **when, **state}
        self._collection.insert_one(added, session=session)
        return added


def message_of(held: Document) -> Message:
    return Message(**held["message"])


def _still(held: Document) -> dict[str, Any]:
    """This one, unless someone has decided on it meanwhile."""
    return {"_id": held["_id"], "state": held["state"]}


def _holds(each: Document, key: str, subject: str, order: float) -> bool:
    if each["order"] >= order:
        return False
    own_person = each["key"] == key and each["holds_back"] == PERSON
    return bool(each["subject"] == subject or own_person)
