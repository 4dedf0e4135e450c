"""The keys that sign tokens: private parts sealed, public parts published, one signs at a time.

A new key is published before it signs, so that whoever keeps a copy of the keys has it by then;
a replaced one stays published until the last token that it signed has expired.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from joserfc.jwk import OKPKey
from pymongo import IndexModel
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.repository import insert
from chassis.store import CollectionPlan, Document
from chassis.unit import Surroundings, UnitOfWork

PLAN = CollectionPlan(
    "signing_keys",
    [IndexModel("first", name="one_first", unique=True, partialFilterExpression={"first": True})],
)
CURVE: Final = "Ed25519"
PUBLISHED_BEFORE = timedelta(minutes=2)
KEPT_AFTER = timedelta(hours=24)
FROM_EVER = datetime.fromtimestamp(0, UTC)
"""The first key signs at once, for whoever asked a moment earlier or by a slower clock too."""


def signing_key(around: Surroundings, now: datetime) -> OKPKey:
    """The newest key whose time has come; the first one is made here."""
    for each in reversed(_made(around)):
        if each["signs_from"] <= now:
            return OKPKey.import_key(around.vault.open(each["sealed"]))
    raise LookupError("no signing key signs yet")


def published(around: Surroundings) -> Mapping[str, Any]:
    """The public keys as a JWK set (RFC 7517)."""
    return {"keys": [each["public"] for each in _made(around)]}


def add(unit: UnitOfWork, signs_from: datetime) -> str:
    """Keep a fresh key; gives its `kid`."""
    key = _new_key(unit.around, signs_from)
    insert(unit, PLAN.name, key)
    return str(key["_id"])


def _new_key(around: Surroundings, signs_from: datetime) -> Document:
    """A fresh key as it is kept."""
    key = OKPKey.generate_key(CURVE, auto_kid=True)
    use = {"alg": CURVE, "use": "sig"}
    return {
        "_id": key.kid,
        "signs_from": signs_from,
        "public": {**key.as_dict(private=False), **use},
        "sealed": around.vault.seal(key.as_dict(private=True)),
    }


def retire(around: Surroundings, now: datetime) -> int:
    """Forget the keys whose successor has signed for so long that nothing of theirs is valid."""
    keys = _ordered(around.database)
    gone = [
        each["_id"]
        for each, successor in pairwise(keys)
        if successor["signs_from"] + KEPT_AFTER <= now
    ]
    if gone:
        around.database[PLAN.name].delete_many({"_id": {"$in": gone}})
    return len(gone)


def _made(around: Surroundings) -> list[Document]:
    keys = _ordered(around.database)
    if not keys:
        with suppress(DuplicateKeyError):  # of two who make the first one, one does
            around.database[PLAN.name].insert_one({**_new_key(around, FROM_EVER), "first": True})
        keys = _ordered(around.database)
    return keys


def _ordered(database: Database[Document]) -> list[Document]:
    return list(database[PLAN.name].find({}).sort([("signs_from", 1), ("_id", 1)]))
