"""Personal data at rest: sealed, found by keyed hashes, and under a new master key when need be."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pymongo.database import Database
from pymongo.errors import EncryptionError

from chassis.privacy import MasterKeyWrong, Vault, make_master_key, read_master_key, rewrap
from chassis.store import Client, Document

OLD, NEW = b"o" * 96, b"n" * 96
SITI = {"name": "Siti Aminah", "nik": "3174012345678901", "born": datetime(1990, 5, 1, tzinfo=UTC)}


def test_what_was_sealed_is_opened_as_it_was(
    store_client: Client, database: Database[Document]
) -> None:
    vault = Vault(store_client, database, OLD)
    assert vault.open(vault.seal(SITI)) == SITI


def test_the_same_sealed_twice_looks_different_and_tells_nothing(
    store_client: Client, database: Database[Document]
) -> None:
    vault = Vault(store_client, database, OLD)
    one, other = vault.seal(SITI), vault.seal(SITI)
    assert one != other
    assert b"Siti" not in bytes(one)


def test_a_hash_finds_the_same_again_and_only_for_its_kind(
    store_client: Client, database: Database[Document]
) -> None:
    vault = Vault(store_client, database, OLD)
    again = Vault(store_client, database, OLD)
    assert vault.hash("nik", "3174") == again.hash("nik", "3174")
    assert vault.hash("nik", "3174") != vault.hash("phone", "3174")
    assert vault.hash("nik", "3174") != vault.hash("nik", "3175")


def test_another_services_hashes_are_others(
    store_client: Client, database: Database[Document]
) -> None:
    other = Vault(store_client, store_client[f"{database.name}-other"], OLD)
    assert Vault(store_client, database, OLD).hash("nik", "1") != other.hash("nik", "1")
    store_client.drop_database(f"{database.name}-other")


def test_under_another_master_key_nothing_opens(
    store_client: Client, database: Database[Document]
) -> None:
    Vault(store_client, database, OLD)
    with pytest.raises(MasterKeyWrong):
        Vault(store_client, database, NEW)


def test_processes_that_start_at_once_share_one_key(
    store_client: Client, database: Database[Document]
) -> None:
    vaults: list[Vault] = []

    def start() -> None:
        vaults.append(Vault(store_client, database, OLD))

    starting = [threading.Thread(target=start) for _ in range(5)]
    for each in starting:
        each.start()
    for each in starting:
        each.join()
    sealed = vaults[0].seal(SITI)
    assert [each.open(sealed) for each in vaults] == [SITI] * 5
    assert len({each.hash("nik", "1") for each in vaults}) == 1
    assert database["keys"].count_documents({}) == 2


def test_a_new_master_key_opens_all_that_was_sealed_before(
    store_client: Client, database: Database[Document]
) -> None:
    before = Vault(store_client, database, OLD)
    sealed, found_by = before.seal(SITI), before.hash("nik", "1")
    rewrap(store_client, database, OLD, NEW)
    after = Vault(store_client, database, NEW)
    assert after.open(sealed) == SITI
    assert after.hash("nik", "1") == found_by
    with pytest.raises(EncryptionError):
        Vault(store_client, database, OLD)


def test_a_rewrapping_that_was_cut_short_is_finished_by_running_it_again(
    store_client: Client, database: Database[Document]
) -> None:
    sealed = Vault(store_client, database, OLD).seal(SITI)
    rewrap(store_client, database, OLD, NEW)
    half = {"$set": {"masterKey.provider": "local:new"}}
    database["keys"].update_one({"keyAltNames": "data"}, half)
    assert Vault(store_client, database, NEW).open(sealed) == SITI
    rewrap(store_client, database, OLD, NEW)
    assert Vault(store_client, database, NEW).open(sealed) == SITI


def test_a_rewrapping_that_was_done_already_is_done(
    store_client: Client, database: Database[Document]
) -> None:
    sealed = Vault(store_client, database, OLD).seal(SITI)
    for _ in range(2):
        rewrap(store_client, database, OLD, NEW)
    assert Vault(store_client, database, NEW).open(sealed) == SITI


def test_rewrapping_with_a_wrong_old_key_changes_nothing(
    store_client: Client, database: Database[Document]
) -> None:
    sealed = Vault(store_client, database, OLD).seal(SITI)
    with pytest.raises(EncryptionError):
        rewrap(store_client, database, b"x" * 96, NEW)
    assert Vault(store_client, database, OLD).open(sealed) == SITI


def test_a_master_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = make_master_key(tmp_path / "keys" / "master")
    assert make_master_key(tmp_path / "keys" / "master") == made
    assert (tmp_path / "keys" / "master").stat().st_mode & 0o777 == 0o600


def test_a_master_key_of_another_length_is_refused(tmp_path: Path) -> None:
    (tmp_path / "master").write_bytes(b"short")
    with pytest.raises(ValueError, match="must hold 96 bytes, it holds 5"):
        read_master_key(tmp_path / "master")
