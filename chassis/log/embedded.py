"""The embedded log: a collection, appended and read by the threads of one process."""

import threading
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Any

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.log import LogLost, Message, NotConfirmed, Reader
from chassis.store import Document

TAIL = 5_000
"""Messages kept in memory: readers that keep up ask the store for nothing."""


class EmbeddedLog:
    """Offsets are 1, 2, 3 … without a hole; a condition wakes the readers.

    Only one process may append: the embedded mode holds a lock on its data. Ids and closed
    ranges of an index are all that is asked for, since the embedded store reads a whole
    collection for anything else, and this one only grows.
    """

    def __init__(self, database: Database[Document]) -> None:
        self._collection = database["log"]
        self._collection.create_index("offset", name="offset")
        self._appending = threading.Lock()
        self._grown = threading.Condition()
        self._end = 0
        self._knows_end = False
        self._tail: deque[Message] = deque(maxlen=TAIL)
        self._look()

    def publish(self, messages: Sequence[Message]) -> None:
        if not messages:
            return
        try:
            with self._appending:
                self._append(messages)
        except PyMongoError as error:
            raise NotConfirmed(str(error)) from error

    def _append(self, messages: Sequence[Message]) -> None:
        """One at a time. Only after one that failed is the end in the store looked for."""
        first = (self._end if self._knows_end else self._look()) + 1
        self._knows_end = False
        self._collection.insert_many(
            [_as_document(each, first + i) for i, each in enumerate(messages)]
        )
        with self._grown:
            if self._tail and self._tail[-1].offset != first - 1:
                self._tail.clear()
            self._tail.extend(each.at(first + i) for i, each in enumerate(messages))
            self._end = first + len(messages) - 1
            self._knows_end = True
            self._grown.notify_all()

    def reader(self, after: int | None) -> Reader:
        start = after or 0
        try:
            return EmbeddedReader(self, start if start <= self._look() else 0)
        except PyMongoError as error:
            raise LogLost(str(error)) from error

    def read(self, after: int, limit: int) -> list[Message]:
        """What stands after `after`, at most `limit`. Raises LogLost."""
        recent = self._recent(after, limit)
        if recent is not None:
            return recent
        page = {"offset": {"$gt": after, "$lte": after + limit}}
        try:
            return [_as_message(each) for each in self._collection.find(page).sort("offset", 1)]
        except PyMongoError as error:
            raise LogLost(str(error)) from error

    def _recent(self, after: int, limit: int) -> list[Message] | None:
        """The same from memory; None where the store alone can tell."""
        with self._grown:
            skipped = after + 1 - (self._tail[0].offset or 0) if self._tail else -1
            found = list(islice(self._tail, skipped, skipped + limit)) if skipped >= 0 else []
            return found if found or (skipped >= 0 and self._knows_end) else None

    def wait(self, after: int, timeout: float) -> None:
        """Until something stands after `after`, at most `timeout` seconds."""
        with self._grown:
            self._grown.wait_for(lambda: self._end > after, timeout)

    def close(self) -> None:
        with self._grown:
            self._grown.notify_all()

    def _look(self) -> int:
        """The last offset: sought by doubling steps from the last one known, then by halving."""
        end = self._end if self._stands(self._end) else 0
        step = 1
        while self._stands(end + step):
            end, step = end + step, step * 2
        while step > 1:
            step //= 2
            if self._stands(end + step):
                end += step
        with self._grown:
            self._end = end
        return end

    def _stands(self, offset: int) -> bool:
        return offset > 0 and self._collection.find_one({"_id": offset}, {"_id": 1}) is not None


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
        "offset": offset,
        "service": message.service,
        "position": message.position,
        "epoch": message.epoch,
        "type": message.type,
        "office_id": message.office_id,
        "body": message.body,
    }


def _as_message(document: Document) -> Message:
    del document["_id"]
    return Message(**document)


def positions(database: Database[Document]) -> dict[str, tuple[int, int]]:
    """For each service: how many distinct positions its events on the log have, and the highest."""
    found = database["log"].aggregate(
        [
            {"$group": {"_id": {"service": "$service", "position": "$position"}}},
            {
                "$group": {
                    "_id": "$_id.service",
                    "distinct": {"$sum": 1},
                    "highest": {"$max": "$_id.position"},
                }
            },
        ]
    )
    return {each["_id"]: (each["distinct"], each["highest"]) for each in found}
