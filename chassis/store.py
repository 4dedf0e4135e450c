"""The way to the store: one client a process, one database a service, documents and shapes."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from pymongo import IndexModel, MongoClient
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import OperationFailure

Document = dict[str, Any]
Client = MongoClient[Document]
Store = Database[Document]
Shape = TypeVar("Shape")

NATIVE = (datetime, UUID, bytes)
"""What BSON holds as it is; a `date` is kept as its ISO text, which sorts as dates do."""

INDEX_OPTIONS = ("unique", "sparse", "expireAfterSeconds", "partialFilterExpression")


@dataclass(frozen=True, slots=True)
class CollectionPlan:
    """A collection as it must stand before anything is served.

    `office_id` comes first in every index of documents that belong to an office.
    """

    name: str
    indexes: Sequence[IndexModel] = ()
    validator: Mapping[str, Any] | None = None


def connect(url: str) -> Client:
    """A client that acknowledges by majority and journal, and reads instants as UTC.

    Opens no socket before the first use, so it may be made before a server forks.
    """
    return MongoClient(
        url,
        tz_aware=True,
        tzinfo=UTC,
        uuidRepresentation="standard",
        w="majority",
        journal=True,
        readConcernLevel="majority",
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=5_000,
        socketTimeoutMS=60_000,
    )


def ensure(database: Database[Document], plans: Sequence[CollectionPlan]) -> None:
    """Create what is missing, and anew what is declared otherwise than it was before.

    Never inside a transaction; running it again changes nothing.
    """
    present = set(database.list_collection_names())
    for plan in plans:
        if plan.name not in present:
            database.create_collection(plan.name, check_exists=False)
        if plan.validator is not None:
            database.command("collMod", plan.name, validator=plan.validator)
        if plan.indexes:
            _drop_former(database[plan.name], plan.indexes)
            database[plan.name].create_indexes(list(plan.indexes))


def is_as_declared(declared: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Same fields in the same order, same options; the store adds some of its own."""
    if list(declared["key"].items()) != list(kept["key"]):
        return False
    return all(_plain(declared.get(each)) == _plain(kept.get(each)) for each in INDEX_OPTIONS)


def _plain(option: Any) -> Any:
    """Not given is the same as False; documents compare by content, numbers by value."""
    if isinstance(option, Mapping):
        return {name: _plain(each) for name, each in option.items()}
    return None if option is False else option


def _drop_former(collection: Collection[Document], declared: Sequence[IndexModel]) -> None:
    """What stands in the way: the same name for another index, or the same keys by another name."""
    named = {each.document["name"]: each.document for each in declared}
    keys = [list(each["key"].items()) for each in named.values()]
    for name, kept in collection.index_information().items():
        if name in named:
            in_the_way = not is_as_declared(named[name], kept)
        else:
            in_the_way = list(kept["key"]) in keys
        if in_the_way:
            with suppress(OperationFailure):  # another process was quicker
                collection.drop_index(name)


def to_document(value: Any) -> Document:
    """A frozen dataclass as a BSON document, its `id` as `_id`."""
    built: Document = msgspec.to_builtins(value, builtin_types=NATIVE)
    if "id" in built:
        built = {"_id": built.pop("id"), **built}
    return built


def from_document(document: Mapping[str, Any], shape: type[Shape]) -> Shape:
    """The inverse of `to_document`; fields that `shape` does not have are left out."""
    fields = dict(document)
    if "_id" in fields:
        fields["id"] = fields.pop("_id")
    return msgspec.convert(fields, shape, builtin_types=NATIVE)
