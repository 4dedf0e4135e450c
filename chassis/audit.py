"""The audit trail: entries sealed in batches into a chain of hashes that shows any change.

Entries are written unsealed, in the transaction of what they tell of; the sealer, under its
lease, moves them into the next block of the chain. The head of the chain is kept beside it and
told in the log: whoever keeps the log elsewhere can show that the end was not cut off either.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bson import json_util
from bson.binary import UuidRepresentation
from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.leases import LeaseLost
from chassis.observability import log
from chassis.outbox import AUDIT, AUDIT_HEAD
from chassis.store import Client, Document
from chassis.transaction import in_transaction
from chassis.unit import AUDIT_PENDING

ENTRIES_A_BLOCK = 1_000
GENESIS = "0" * 64
HEAD = {"_id": "head"}
CANONICAL = json_util.CANONICAL_JSON_OPTIONS.with_options(
    uuid_representation=UuidRepresentation.STANDARD
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many blocks the chain has, its last hash, and the first block that is not as sealed."""

    blocks: int
    head: str
    broken: int | None


def seal(client: Client, database: Database[Document]) -> int:
    """Seal what is pending into one block; how many entries. Two sealers cannot fork the chain:
    each compares and sets its head, and the second fails its transaction and runs it again.
    """

    def work(session: ClientSession) -> Document | None:
        pending = list(
            database[AUDIT_PENDING].find({}, session=session).sort("_id", 1).limit(ENTRIES_A_BLOCK)
        )
        if not pending:
            return None
        head = _head(database, session)
        block = _block(head, pending)
        database[AUDIT].insert_one(block, session=session)
        moved = database[AUDIT_HEAD].update_one(
            {**HEAD, "block": head["block"]},
            {"$set": {"block": block["_id"], "hash": block["hash"]}},
            upsert=head["block"] == 0,
            session=session,
        )
        if moved.matched_count == 0 and moved.upserted_id is None:
            raise LeaseLost("seal")
        ids = {"$lte": pending[-1]["_id"]}
        gone = database[AUDIT_PENDING].delete_many({"_id": ids}, session=session).deleted_count
        if gone != len(pending):
            raise RuntimeError(f"{gone} entries left the pending, {len(pending)} were sealed")
        return block

    if database[AUDIT_PENDING].find_one({}, {"_id": 1}) is None:
        return 0
    block = in_transaction(client, work)
    if block is None:
        return 0
    log.info("audit sealed", service=database.name, block=block["_id"], hash=block["hash"])
    return len(block["entries"])


def verify(database: Database[Document]) -> Verdict:
    """Whether every block is as it was sealed, follows the one before, and none is missing."""
    number, previous = 0, GENESIS
    while True:
        head = _head(database)
        while number < head["block"]:
            number += 1
            block = database[AUDIT].find_one({"_id": number})
            if block is None or not _is_sound(block, previous):
                return Verdict(head["block"], head["hash"], number)
            previous = block["hash"]
        level = database[AUDIT].count_documents({}) == number and previous == head["hash"]
        if level or _head(database) == head:  # else more was sealed meanwhile
            return Verdict(number, head["hash"], None if level else number + 1)


def _head(database: Database[Document], session: ClientSession | None = None) -> Document:
    kept = database[AUDIT_HEAD].find_one(HEAD, session=session)
    return kept or {"block": 0, "hash": GENESIS}


def _is_sound(block: Document, previous: str) -> bool:
    return bool(
        block["previous"] == previous
        and block["hash"] == _hash(block["_id"], previous, block["entries"])
    )


def _block(head: Document, entries: Sequence[Document]) -> Document:
    number = head["block"] + 1
    return {
        "_id": number,
        "previous": head["hash"],
        "entries": list(entries),
        "sealed_at": datetime.now(UTC),
        "hash": _hash(number, head["hash"], entries),
    }


def _hash(number: int, previous: str, entries: Sequence[Document]) -> str:
    text = json_util.dumps(list(entries), sort_keys=True, json_options=CANONICAL)
    return hashlib.sha256(f"{number}\0{previous}\0{text}".encode()).hexdigest()
