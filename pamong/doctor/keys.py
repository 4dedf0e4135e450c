"""Key files: there, whole, nobody else's to read; and whether the master key opens the vault."""

import stat
from pathlib import Path

from pymongo.database import Database
from pymongo.errors import EncryptionError

from chassis.privacy import MASTER_KEY_BYTES, Vault
from chassis.store import Client, Document
from pamong.doctor.findings import Finding, good, note, wrong

OTHERS = 0o077
SECRET_BYTES = 32


def key_file(name: str, path: Path) -> Finding:
    """One file with a secret in it. `name` is the setting or the place that names it."""
    facts = {"name": name, "path": str(path)}
    try:
        mode, content = stat.S_IMODE(path.stat().st_mode), path.read_bytes()
    except FileNotFoundError:
        return wrong("key_file.missing", **facts)
    except OSError as error:
        return wrong("key_file.unreadable", **facts, why=type(error).__name__)
    size = len(content if is_master(name) else content.strip())
    if is_master(name) and size != MASTER_KEY_BYTES:
        return wrong("key_file.master_size", **facts, bytes=size, expected=MASTER_KEY_BYTES)
    if size < least_of(name):
        return wrong("key_file.short", **facts, bytes=size, least=least_of(name))
    if mode & OTHERS:
        return wrong("key_file.open", **facts, mode=f"{mode:04o}")
    return good("key_file.kept", **facts, mode=f"{mode:04o}")


def is_master(name: str) -> bool:
    return name in ("PAMONG_MASTER_KEY_FILE", "keys/master")


def least_of(name: str) -> int:
    """Bytes below which a secret is none; an address may be shorter."""
    return 1 if name.endswith("_URL_FILE") else SECRET_BYTES


def vault(client: Client, database: Database[Document], master_key: bytes) -> Finding:
    """Whether personal data can be read; nothing is made where there are none yet."""
    facts = {"service": database.name}
    if database["keys"].find_one({"keyAltNames": "data"}, {"_id": 1}) is None:
        return note("vault.none", **facts)
    try:
        Vault(client, database, master_key)
    except EncryptionError:
        return wrong("vault.shut", **facts)
    return good("vault.opens", **facts)
