"""The audit trail: entries sealed in batches into a chain of hashes that shows any change.

Entries are written unsealed, in the transaction of what they tell of; the sealer, under its
lease, moves them into the next block of the chain.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bson import json_util
from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.outbox import AUDIT
from chassis.store import Client, Document
from chassis.transaction import in_transaction
from chassis.unit import AUDIT_PENDING

ENTRIES_A_BLOCK = 1_000
GENESIS = "0" * 64


def seal(client: Client, database: Database[Document]) -> int:
    """Seal what is pending into one block; how many entries. Two sealers cannot fork the chain:
    a block's number is its id, and the second insert fails its transaction.
    """

    def work(session: ClientSession) -> int:
        pending = list(
            database[AUDIT_PENDING].find({}, session=session).sort("_id", 1).limit(ENTRIES_A_BLOCK)
        )
        if pending:
            last = database[AUDIT].find_one({}, sort=[("_id", -1)], session=session)
            database[AUDIT].insert_one(_block(last, pending), session=session)
            ids = {"$lte": pending[-1]["_id"]}
            database[AUDIT_PENDING].delete_many({"_id": ids}, session=session)
        return len(pending)

    return in_transaction(client, work)


def verify(database: Database[Document]) -> Iterator[tuple[int, bool]]:
    """Each block's number, and whether it is as it was sealed and follows the one before."""
    previous = GENESIS
    for number, block in enumerate(database[AUDIT].find({}).sort("_id", 1), start=1):
        sound = block["_id"] == number and block["previous"] == previous
        yield block["_id"], sound and block["hash"] == _hash(block["previous"], block["entries"])
        previous = block["hash"]


def _block(last: Document | None, entries: Sequence[Document]) -> Document:
    previous = last["hash"] if last else GENESIS
    return {
        "_id": last["_id"] + 1 if last else 1,
        "previous": previous,
        "entries": list(entries),
        "sealed_at": datetime.now(UTC),
        "hash": _hash(previous, entries),
    }


def _hash(previous: str, entries: Sequence[Document]) -> str:
    text = json_util.dumps(entries, sort_keys=True, json_options=json_util.CANONICAL_JSON_OPTIONS)
    return hashlib.sha256((previous + text).encode()).hexdigest()
