"""Writing what a unit of work has gathered: few writes in one command, many by collection."""

from collections.abc import Iterable, Sequence
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import BulkWriteError, ClientBulkWriteException

from chassis.store import Document
from chassis.transaction import unwrapped

FEW = 20
"""Above this one command for each collection is faster: on the embedded store, by half."""

Write = tuple[str, Any]
"""The collection's name, and the operation with its namespace."""


def write(
    database: Database[Document],
    changed: Sequence[Write],
    others: Sequence[Write],
    session: ClientSession,
) -> int:
    """How many documents `changed` found; each of them writes another document.

    `others` come after, those of one collection in their order.
    """
    all_of_them = at_once if len(changed) + len(others) <= FEW else by_collection
    try:
        return all_of_them(database, changed, others, session)
    except (BulkWriteError, ClientBulkWriteException) as error:
        raise unwrapped(error) from error


def at_once(
    database: Database[Document],
    changed: Sequence[Write],
    others: Sequence[Write],
    session: ClientSession,
) -> int:
    operations = [operation for _, operation in (*changed, *others)]
    done = database.client.bulk_write(
        operations, session=session, ordered=True, verbose_results=True
    )
    found = done.update_results
    return sum(found[index].matched_count for index in range(len(changed)) if index in found)


def by_collection(
    database: Database[Document],
    changed: Sequence[Write],
    others: Sequence[Write],
    session: ClientSession,
) -> int:
    matched = 0
    for name, operations in _grouped(changed):
        done = database[name].bulk_write(operations, session=session, ordered=False)
        matched += done.matched_count
    for name, operations in _grouped(others):
        database[name].bulk_write(operations, session=session, ordered=True)
    return matched


def _grouped(writes: Iterable[Write]) -> Iterable[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for name, operation in writes:
        groups.setdefault(name, []).append(operation)
    return groups.items()
