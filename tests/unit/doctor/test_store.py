from pymongo import IndexModel
from pymongo.errors import OperationFailure, ServerSelectionTimeoutError

from chassis.outbox import CHASSIS_COLLECTIONS
from chassis.store import CollectionPlan, ensure
from pamong.doctor.clocks import stores_clock
from pamong.doctor.indexes import indexes
from pamong.doctor.space import GIGABYTE, space, space_of_folder, space_of_store
from pamong.doctor.store import greet, reached, replica_set, silent, transactions

PLAN = CollectionPlan(
    "visits",
    [
        IndexModel([("office_id", 1), ("due", -1)], name="due"),
        IndexModel("at", expireAfterSeconds=60, name="forget"),
        IndexModel(
            "number",
            unique=True,
            name="one",
            partialFilterExpression={"number": {"$exists": True}},
        ),
    ],
)


def test_a_store_with_a_primary_is_good_in_everything(store_client, database, told):
    ensure(database, CHASSIS_COLLECTIONS)
    greeting = greet(store_client)
    found = [*reached(greeting), stores_clock(greeting), transactions(store_client, database)]
    assert told(*found) == [
        "store.answers",
        "store.replica_set",
        "clock.same",
        "store.transactions",
    ]


def test_a_store_that_stands_alone_is_told_apart_from_one_without_a_primary(told):
    alone = replica_set({"isWritablePrimary": True})
    secondary = replica_set({"setName": "rs0", "isWritablePrimary": False})
    assert told(alone, secondary) == ["store.alone", "store.no_primary"]


def test_what_the_driver_says_of_a_store_that_is_away_is_not_repeated(told):
    away = silent(ServerSelectionTimeoutError("mongodb://pamong:secret@mongo"))
    refused = silent(OperationFailure("secret", 18))
    assert told(away, refused) == ["store.silent", "store.refused"]
    assert "secret" not in str([away, refused])


def test_indexes_that_were_made_as_declared_are_good(database, told):
    ensure(database, [PLAN])
    assert told(*indexes(database, [PLAN])) == ["indexes.as_declared"]


def test_missing_collections_and_indexes_are_named(database, told):
    database.create_collection("visits")
    other = CollectionPlan("notes")
    (finding,) = indexes(database, [PLAN, other])
    assert told(finding) == ["indexes.missing"]
    assert finding.facts["names"] == ["notes", "visits.due", "visits.forget", "visits.one"]


def test_indexes_of_other_fields_or_options_are_different(database, told):
    database["visits"].create_indexes(
        [
            IndexModel([("due", -1), ("office_id", 1)], name="due"),
            IndexModel("at", expireAfterSeconds=90, name="forget"),
            IndexModel("number", name="one"),
        ]
    )
    (finding,) = indexes(database, [PLAN])
    assert told(finding) == ["indexes.different"]
    assert finding.facts["names"] == ["visits.due", "visits.forget", "visits.one"]


def test_little_room_is_scarce_in_bytes_or_as_a_share(told):
    enough = space("store", 10 * GIGABYTE, 100 * GIGABYTE)
    few_bytes = space("store", 1 * GIGABYTE, 3 * GIGABYTE)
    small_share = space("store", 10 * GIGABYTE, 1_000 * GIGABYTE)
    assert told(enough, few_bytes, small_share) == ["space.enough", "space.scarce", "space.scarce"]


def test_room_is_seen_where_it_can_be(tmp_path, database, told):
    seen = told(space_of_folder(tmp_path), space_of_store(database))
    assert seen[0] in ("space.enough", "space.scarce")
    assert seen[1] in ("space.enough", "space.scarce", "space.unseen")
