"""A service's store, set back to what it was: what an operator does after a loss (docs/bus.md)."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import records
from pymongo.client_session import ClientSession
from pymongo.database import Database
from reckoning import Excused

from chassis.store import Client, Document
from chassis.transaction import in_transaction

MANY = 500
QUIET_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Backup:
    """All collections of one service at one instant; what was unpublished then."""

    documents: Mapping[str, list[Document]]
    told: frozenset[str]
    unpublished: frozenset[str]


def back_up(client: Client, database: Database[Document]) -> Backup:
    names = sorted(database.list_collection_names())

    def copy(session: ClientSession) -> dict[str, list[Document]]:
        return {each: list(database[each].find({}, session=session)) for each in names}

    documents = in_transaction(client, copy)
    told = list(records.numbered(documents)), list(records.unpublished(documents))
    return Backup(documents, frozenset(told[0] + told[1]), frozenset(told[1]))


def restore(database: Database[Document], backup: Backup, excused: Excused) -> int:
    """Nothing may work on it meanwhile. What is gone by this is excused; how much that is.

    Someone who was killed a moment ago may have a commit on its way still, which is waited for,
    or a transaction open, which is ended.
    """
    time.sleep(QUIET_SECONDS)
    database.client.admin.command("killAllSessions", [])
    had = records.committed(database)
    gone = {each.id for each in had} - backup.told
    excused.again.update(excused.disowned & backup.told)  # what an earlier restore had undone
    excused.disowned = (excused.disowned | gone) - backup.told
    excused.again.update(backup.unpublished & {each.id for each in had if each.place})
    while _emptied(database):
        time.sleep(QUIET_SECONDS)
    for name, documents in backup.documents.items():
        for start in range(0, len(documents), MANY):
            database[name].insert_many(documents[start : start + MANY])
    return len(gone)


def _emptied(database: Database[Document]) -> int:
    """How many documents there were."""
    names = database.list_collection_names()
    return sum(database[each].delete_many({}).deleted_count for each in names)
