"""Personal data at rest: sealed with client-side field encryption, found by keyed hashes.

What must be kept secret of a document is one sealed sub-document, encrypted explicitly and at
random; what must be found (national id, telephone) has a keyed hash beside it. The data key and
the hash key lie in the service's own `keys` collection, wrapped by the master key, which stays
outside the store: a new master key means rewrapping two documents, nothing else.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bson.binary import Binary
from bson.codec_options import CodecOptions
from pymongo.database import Database
from pymongo.encryption import ClientEncryption
from pymongo.errors import DuplicateKeyError, EncryptionError, PyMongoError

from chassis.store import Client, Document

MASTER_KEY_BYTES = 96
PROVIDER, PROVIDER_NEW = "local", "local:new"
RANDOM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random"


def read_master_key(path: Path) -> bytes:
    """The master key in `path`. ValueError when it has not 96 bytes."""
    key = path.read_bytes()
    if len(key) != MASTER_KEY_BYTES:
        raise ValueError(f"{path} must hold {MASTER_KEY_BYTES} bytes, it holds {len(key)}")
    return key


def make_master_key(path: Path) -> bytes:
    """The master key in `path`, made there (readable by its owner alone) when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(os.urandom(MASTER_KEY_BYTES))
    return read_master_key(path)


class MasterKeyWrong(EncryptionError):
    """This master key is not the one under which the service's keys lie."""


class Vault:
    """Seals and opens the personal data of one service. MasterKeyWrong under another key."""

    def __init__(self, client: Client, database: Database[Document], master_key: bytes) -> None:
        # A rewrapping that was cut short leaves the key under the second name.
        providers = {PROVIDER: {"key": master_key}, PROVIDER_NEW: {"key": master_key}}
        self._encryption = _encryption(client, database, providers)
        self._keys = database["keys"]
        self._keys.create_index(
            "keyAltNames",
            unique=True,
            name="names",
            partialFilterExpression={"keyAltNames": {"$exists": True}},
        )
        self._data_key = self._key("data")
        try:
            self._hash_key = self._wrapped_hash_key()
        except EncryptionError as error:
            if isinstance(error.cause, PyMongoError):  # the store failed, not the key
                raise
            raise MasterKeyWrong(error.cause) from error

    def _key(self, name: str) -> Binary:
        kept = self._encryption.get_key_by_alt_name(name)
        if kept is None:
            try:
                return self._encryption.create_data_key(PROVIDER, key_alt_names=[name])
            except EncryptionError as error:
                if not isinstance(error.cause, DuplicateKeyError):
                    raise
                return self._key(name)  # another process was first
        return Binary(kept["_id"].bytes, 4) if not isinstance(kept["_id"], Binary) else kept["_id"]

    def _wrapped_hash_key(self) -> bytes:
        fresh = self._encryption.encrypt(os.urandom(32), RANDOM, self._data_key)
        with suppress(DuplicateKeyError):  # another process was first
            first = {"$setOnInsert": {"wrapped": fresh}}
            self._keys.update_one({"_id": "hash"}, first, upsert=True)
        kept = self._keys.find_one({"_id": "hash"}) or {}
        return bytes(self._encryption.decrypt(Binary(kept["wrapped"], 6)))

    def seal(self, personal: Mapping[str, Any]) -> Binary:
        """Encrypt a document's personal part as one value."""
        return self._encryption.encrypt(dict(personal), RANDOM, self._data_key)

    def open(self, sealed: Binary) -> dict[str, Any]:
        """What was sealed; raises pymongo's EncryptionError under another key."""
        opened: dict[str, Any] = self._encryption.decrypt(sealed)
        return opened

    def hash(self, kind: str, text: str) -> bytes:
        """A keyed hash by which `text` can be found again, different for each `kind` of text."""
        message = f"{kind}\0{text}".encode()
        return hmac.new(self._hash_key, message, hashlib.sha256).digest()


def rewrap(client: Client, database: Database[Document], old: bytes, new: bytes) -> None:
    """Put the service's data key under a new master key; nothing that it sealed changes.

    Run again after it was cut short, it finishes; after it was done, it does nothing. Raises
    pymongo's EncryptionError when `old` is not the key under which it lies. Processes that run go
    on with what they have opened.
    """
    keys, named = database["keys"], {"keyAltNames": "data"}
    kept = keys.find_one(named)
    if kept is None or _opens(client, database, new):
        return
    if kept["masterKey"]["provider"] == PROVIDER:
        providers = {PROVIDER: {"key": old}, PROVIDER_NEW: {"key": new}}
        with _encryption(client, database, providers) as encryption:
            encryption.rewrap_many_data_key(named, provider=PROVIDER_NEW)
    keys.update_one(named, {"$set": {"masterKey.provider": PROVIDER}})


def _opens(client: Client, database: Database[Document], master_key: bytes) -> bool:
    """Whether the data key lies under this master key, and under its lasting name."""
    try:
        with _encryption(client, database, {PROVIDER: {"key": master_key}}) as encryption:
            encryption.encrypt(b"", RANDOM, key_alt_name="data")
    except EncryptionError:
        return False
    return True


def _encryption(
    client: Client, database: Database[Document], providers: Mapping[str, Any]
) -> "ClientEncryption[dict[str, Any]]":
    return ClientEncryption(
        providers,
        f"{database.name}.keys",
        client,
        CodecOptions(document_class=dict, tz_aware=True, uuid_representation=4),
    )
