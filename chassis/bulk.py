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
    sure: Sequence[Write],
    others: Sequence[Write],
    session: ClientSession,
) -> int | None:
    """Which of `sure`, each of another document, did not find its document; None when all did.

    Of several of one collection that is perhaps the first of them. An insert finds what it
    brings. `others` come after, those of one collection in their order.
    """
    all_of_them = at_once if len(sure) + len(others) <= FEW else by_collection
    try:
        return all_of_them(database, sure, others, session)
    except (BulkWriteError, ClientBulkWriteException) as error:
        raise unwrapped(error) from error


def at_once(
    database: Database[Document],
    sure: Sequence[Write],
    others: Sequence[Write],
    session: ClientSession,
) -> int | None:
    operations = [operation for _, operation in (*sure, *others)]
    done = database.client.bulk_write(
        operations, session=session, ordered=True, verbose_results=True
    )
    found = done.update_results
    missed = (
        index for index in range(len(sure)) if index in found and not found[index].matched_count
    )
    return next(missed, None)


def by_collection(
    database: Database[Document],
    sure: Sequence[Write],
    others: Sequence[Write],
    session: ClientSession,
) -> int | None:
    for name, operations in _grouped(sure):
        done = database[name].bulk_write(operations, session=session, ordered=False)
        if done.matched_count + done.inserted_count < len(operations):
            return next(index for index, (of, _) in enumerate(sure) if of == name)
    for name, operations in _grouped(others):
        database[name].bulk_write(operations, session=session, ordered=True)
    return None


def _grouped(writes: Iterable[Write]) -> Iterable[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for name, operation in writes:
        groups.setdefault(name, []).append(operation)
    return groups.items()
