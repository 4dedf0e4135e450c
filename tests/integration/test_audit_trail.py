"""The audit trail: whatever is changed, taken out or put in afterwards shows."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pymongo.database import Database

from chassis import audit
from chassis.audit import ENTRIES_A_BLOCK, seal, verify
from chassis.ids import new_id
from chassis.outbox import AUDIT, CHASSIS_COLLECTIONS
from chassis.store import Client, Document, ensure
from chassis.unit import AUDIT_PENDING


@pytest.fixture
def trail(database: Database[Document]) -> Database[Document]:
    ensure(database, CHASSIS_COLLECTIONS)
    return database


def write(trail: Database[Document], count: int = 1) -> None:
    trail[AUDIT_PENDING].insert_many(
        [
            {
                "_id": new_id(),
                "at": datetime.now(UTC),
                "actor": "rini",
                "action": f"read_person_{n}",
                "facts": {"subjects": [str(new_id())], "count": n, "id": new_id()},
            }
            for n in range(count)
        ]
    )


def sealed(client: Client, trail: Database[Document], blocks: int = 4) -> None:
    for n in range(blocks):
        write(trail, n + 1)
        seal(client, trail)


def test_what_is_pending_is_sealed_into_the_next_block(
    store_client: Client, trail: Database[Document]
) -> None:
    assert seal(store_client, trail) == 0
    sealed(store_client, trail, blocks=3)
    assert trail[AUDIT_PENDING].count_documents({}) == 0
    assert [len(each["entries"]) for each in trail[AUDIT].find({}).sort("_id", 1)] == [1, 2, 3]
    verdict = verify(trail)
    assert (verdict.blocks, verdict.broken) == (3, None)
    assert verdict.head == trail[AUDIT].find_one({"_id": 3})["hash"]


def test_an_empty_trail_is_sound(trail: Database[Document]) -> None:
    assert (verify(trail).blocks, verify(trail).broken) == (0, None)


def test_a_block_is_bounded(store_client: Client, trail: Database[Document]) -> None:
    write(trail, ENTRIES_A_BLOCK + 5)
    assert [seal(store_client, trail) for _ in range(3)] == [ENTRIES_A_BLOCK, 5, 0]


def change_an_entry(trail: Database[Document]) -> None:
    trail[AUDIT].update_one({"_id": 2}, {"$set": {"entries.0.actor": "sari"}})


def remove_an_entry(trail: Database[Document]) -> None:
    trail[AUDIT].update_one({"_id": 2}, {"$pop": {"entries": 1}})


def insert_an_entry(trail: Database[Document]) -> None:
    trail[AUDIT].update_one({"_id": 2}, {"$push": {"entries": {"_id": new_id()}}})


def swap_entries(trail: Database[Document]) -> None:
    block = trail[AUDIT].find_one({"_id": 2})
    assert block is not None
    trail[AUDIT].update_one({"_id": 2}, {"$set": {"entries": block["entries"][::-1]}})


def remove_a_block(trail: Database[Document]) -> None:
    trail[AUDIT].delete_one({"_id": 2})


def change_and_seal_anew(trail: Database[Document]) -> None:
    """Its own hash is made right: but the next block was sealed on the old one."""
    block = trail[AUDIT].find_one({"_id": 2})
    assert block is not None
    block["entries"][0]["actor"] = "sari"
    block["hash"] = audit._hash(2, block["previous"], block["entries"])
    trail[AUDIT].replace_one({"_id": 2}, block)


def change_seal_anew_and_relink(trail: Database[Document]) -> None:
    """The next block names the new hash: but was itself sealed with the old one in it."""
    change_and_seal_anew(trail)
    block = trail[AUDIT].find_one({"_id": 2})
    assert block is not None
    trail[AUDIT].update_one({"_id": 3}, {"$set": {"previous": block["hash"]}})


def remove_the_last_block(trail: Database[Document]) -> None:
    trail[AUDIT].delete_one({"_id": 4})


def add_a_block_beyond(trail: Database[Document]) -> None:
    trail[AUDIT].insert_one(audit._block(trail["audit_head"].find_one({}) or {}, [{"_id": 1}]))


def add_a_block_beside(trail: Database[Document]) -> None:
    trail[AUDIT].insert_one({"_id": "2b", "entries": []})


@pytest.mark.parametrize(
    ("tamper", "first"),
    [
        (change_an_entry, 2),
        (remove_an_entry, 2),
        (insert_an_entry, 2),
        (swap_entries, 2),
        (remove_a_block, 2),
        (change_and_seal_anew, 3),
        (change_seal_anew_and_relink, 3),
        (remove_the_last_block, 4),
        (add_a_block_beyond, 5),
        (add_a_block_beside, 5),
    ],
)
def test_what_was_done_to_it_afterwards_is_found(
    store_client: Client,
    trail: Database[Document],
    tamper: Callable[[Database[Document]], None],
    first: int,
) -> None:
    sealed(store_client, trail)
    tamper(trail)
    assert verify(trail).broken == first


def test_two_sealers_at_once_do_not_fork_the_chain(
    store_client: Client, trail: Database[Document]
) -> None:
    write(trail, 60)
    stopping = threading.Event()

    def work() -> None:
        while not stopping.is_set():
            seal(store_client, trail)

    sealers = [threading.Thread(target=work) for _ in range(2)]
    for each in sealers:
        each.start()
    for _ in range(15):
        write(trail, 3)
    while trail[AUDIT_PENDING].find_one({}):
        pass
    stopping.set()
    for each in sealers:
        each.join()
    assert verify(trail).broken is None
    entries = [entry["_id"] for block in trail[AUDIT].find({}) for entry in block["entries"]]
    assert len(entries) == len(set(entries)) == 105
