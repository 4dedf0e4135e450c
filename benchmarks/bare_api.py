"""The bare handlers: Flask and pymongo, nothing checked, the same documents written and read.

What is written is like what Pamong wrote for such a request: as many documents, as large, with
the same indexes.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from pymongo import InsertOne
from pymongo.client_session import ClientSession
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from benchmarks.bus import OFFICE
from chassis.ids import new_id
from chassis.store import Document, Store

CREATED = ("persons", "orders", "known_handovers", "outbox", "audit_pending", "idempotency")
DISTINCT = {"persons": ("known_by", "namesake"), "orders": ("number",)}
HASH_BYTES = 32
TRANSACTION = (ReadConcern("snapshot"), WriteConcern("majority", j=True))


def registering(pamong: Store) -> Flask:
    """Handovers like the one that Pamong has: a command for each document, or one for all but
    the number."""
    app, client = Flask("bare"), pamong.client
    store = client["bare"]

    @cache
    def like() -> Mapping[str, Sequence[Document]]:
        return {name: list(pamong[name].find({})) for name in CREATED}

    def create(write: Callable[[ClientSession], None]) -> ResponseReturnValue:
        def numbered(session: ClientSession) -> None:
            store.books.find_one_and_update(
                {"_id": "IX.B"}, {"$inc": {"last": 1}}, upsert=True, session=session
            )
            write(session)

        given = request.get_json()
        with client.start_session() as session:
            session.with_transaction(numbered, *TRANSACTION)
        return jsonify(given), 201

    @app.post("/handovers")
    def one_by_one() -> ResponseReturnValue:
        def write(session: ClientSession) -> None:
            for name, document in _fresh(like()):
                store[name].insert_one(document, session=session)

        return create(write)

    @app.post("/handovers-in-bulk")
    def in_bulk() -> ResponseReturnValue:
        def write(session: ClientSession) -> None:
            client.bulk_write(
                [
                    InsertOne(document, namespace=f"{store.name}.{name}")
                    for name, document in _fresh(like())
                ],
                session=session,
            )

        return create(write)

    return app


def showing(store: Store, name: str, *, record: bool) -> Flask:
    """One document by its id; who read it is recorded or not."""
    app = Flask("bare")

    @app.get("/<uuid:ident>")
    def show(ident: UUID) -> ResponseReturnValue:
        found = store[name].find_one({"_id": ident})
        if record:
            store.audit_pending.insert_one(_record(ident))
        return jsonify(_open(found or {}))

    return app


def _record(ident: UUID) -> Document:
    return {
        "_id": new_id(),
        "office_id": OFFICE,
        "at": datetime.now(UTC),
        "actor": str(new_id()),
        "action": "read_person",
        "facts": {"subjects": [str(ident)]},
        "correlation": str(new_id()),
    }


def _fresh(like: Mapping[str, Sequence[Document]]) -> Iterator[tuple[str, Document]]:
    """The same documents, of somebody else."""
    for name, documents in like.items():
        distinct = {each: os.urandom(HASH_BYTES) for each in DISTINCT.get(name, ())}
        for each in documents:
            yield name, {**each, "_id": _id_like(each["_id"]), **distinct}


def _id_like(known: UUID | str) -> UUID | str:
    return new_id() if isinstance(known, UUID) else f"{known[:-32]}{new_id().hex}"


def _open(document: Document) -> dict[str, Any]:
    """What of it is not sealed or hashed."""
    return {name: each for name, each in document.items() if not isinstance(each, bytes | list)}
