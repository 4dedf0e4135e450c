"""The embedded log: a collection, appended and read by the threads of one process."""

import threading
from collections.abc import Sequence
from typing import Any

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.log import LogLost, Message, NotConfirmed, Reader
from chassis.store import Document


class EmbeddedLog:
    """Offsets are the collection's ids, 1, 2, 3 …; a condition wakes the readers.

    Only one process may append: the embedded mode holds a lock on its data.
    """

    def __init__(self, database: Database[Document]) -> None:
        self._collection = database["log"]
        self._appending = threading.Lock()
        self._grown = threading.Condition()
        self._tail = self.last_offset()

    def publish(self, messages: Sequence[Message]) -> None:
        if not messages:
            return
        try:
            with self._appending:
                first = self.last_offset() + 1
                self._collection.insert_many(
                    [_as_document(each, first + i) for i, each in enumerate(messages)]
                )
        except PyMongoError as error:
            raise NotConfirmed(str(error)) from error
        with self._grown:
            self._tail = max(self._tail, first + len(messages) - 1)
            self._grown.notify_all()

    def reader(self, after: int | None) -> Reader:
        start = after or 0
        return EmbeddedReader(self, start if start <= self.last_offset() else 0)

    def last_offset(self) -> int:
        last = self._collection.find_one({}, {"_id": 1}, sort=[("_id", -1)])
        return last["_id"] if last else 0

    def read(self, after: int, limit: int) -> list[Message]:
        found = self._collection.find({"_id": {"$gt": after}}).sort("_id", 1).limit(limit)
        try:
            return [_as_message(each) for each in found]
        except PyMongoError as error:
            raise LogLost(str(error)) from error

    def wait(self, after: int, timeout: float) -> None:
        """Until something stands after `after`, at most `timeout` seconds."""
        with self._grown:
            self._grown.wait_for(lambda: self._tail > after, timeout)

    def close(self) -> None:
        with self._grown:
            self._grown.notify_all()


class EmbeddedReader:
    """Where one follower has read to."""

    def __init__(self, log: EmbeddedLog, after: int) -> None:
        self._log = log
        self._after = after

    def batch(self, limit: int, timeout: float) -> list[Message]:
        found = self._log.read(self._after, limit)
        if not found and timeout > 0:
            self._log.wait(self._after, timeout)
            found = self._log.read(self._after, limit)
        if found:
            self._after = found[-1].offset or self._after
        return found

    def close(self) -> None:
        """Nothing is held open."""


def _as_document(message: Message, offset: int) -> dict[str, Any]:
    return {
        "_id": offset,
        "service": message.service,
        "position": message.position,
        "epoch": message.epoch,
        "type": message.type,
        "office_id": message.office_id,
        "body": message.body,
    }


def _as_message(document: Document) -> Message:
    return Message(offset=document.pop("_id"), **document)
