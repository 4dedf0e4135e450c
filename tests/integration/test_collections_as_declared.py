"""Collections and their indexes stand as they are declared, whatever stood there before."""

from typing import Any

import pytest
from pymongo import IndexModel
from pymongo.database import Database

from chassis.store import CollectionPlan, Document, ensure, is_as_declared


def test_an_index_that_is_declared_otherwise_takes_the_place_of_its_former_self(
    database: Database[Document],
):
    _declare(database, renamed=["office_id", "_id"], changed=["office_id", "state"], same=["n"])
    _declare(database, anew=["office_id", "_id"], changed=["office_id", "state", "_id"], same=["n"])
    assert _kept(database) == {
        "anew": ["office_id", "_id"],
        "changed": ["office_id", "state", "_id"],
        "same": ["n"],
    }


@pytest.mark.parametrize(
    "options",
    [{}, {"unique": True}, {"unique": True, "partialFilterExpression": {"n": {"$gt": 0}}}],
    ids=["plain", "unique", "partial"],
)
@pytest.mark.parametrize("before", [{}, {"unique": True}], ids=["from_plain", "from_unique"])
def test_an_index_is_made_anew_also_where_only_its_options_are_others(
    database: Database[Document], before: dict[str, Any], options: dict[str, Any]
):
    for each in (before, options, options):
        declared = IndexModel([("office_id", 1), ("n", 1)], name="ours", **each)
        ensure(database, [CollectionPlan("sheep", [declared])])
    kept = database["sheep"].index_information()["ours"]
    assert is_as_declared(declared.document, kept)


def test_an_index_that_nobody_declared_is_left_alone(database: Database[Document]):
    _declare(database, ours=["office_id"])
    database["sheep"].create_index([("colour", 1)], name="theirs")
    _declare(database, ours=["office_id"])
    assert _kept(database) == {"ours": ["office_id"], "theirs": ["colour"]}


def _declare(database: Database[Document], **indexes: list[str]) -> None:
    made = [
        IndexModel([(each, 1) for each in fields], name=name) for name, fields in indexes.items()
    ]
    ensure(database, [CollectionPlan("sheep", made)])


def _kept(database: Database[Document]) -> dict[str, list[str]]:
    kept = database["sheep"].index_information()
    return {
        name: [field for field, _ in each["key"]] for name, each in kept.items() if name != "_id_"
    }
