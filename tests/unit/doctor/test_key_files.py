from pathlib import Path

import pytest

from chassis.privacy import MASTER_KEY_BYTES, Vault
from pamong.doctor.keys import key_file, vault

MASTER, SECRET = "PAMONG_MASTER_KEY_FILE", "PAMONG_SERVICE_SECRET_FILE"


def a_file(folder: Path, content: bytes, mode: int = 0o400) -> Path:
    path = folder / "key"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_a_whole_file_of_its_owner_alone_is_good(tmp_path, told):
    assert told(key_file(SECRET, a_file(tmp_path, b"s" * 64))) == ["key_file.kept"]


def test_a_missing_file_is_named(tmp_path, told):
    finding = key_file(SECRET, tmp_path / "gone")
    assert told(finding) == ["key_file.missing"]
    assert finding.facts["name"] == SECRET


def test_a_folder_in_place_of_a_file_is_unreadable(tmp_path, told):
    assert told(key_file(SECRET, tmp_path)) == ["key_file.unreadable"]


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644, 0o420])
def test_a_file_that_others_may_read_or_write_is_open(tmp_path, told, mode):
    assert told(key_file(SECRET, a_file(tmp_path, b"s" * 64, mode))) == ["key_file.open"]


def test_a_master_key_ending_in_white_space_is_whole(tmp_path, told):
    key = b"k" * (MASTER_KEY_BYTES - 2) + b"\n "
    assert told(key_file(MASTER, a_file(tmp_path, key))) == ["key_file.kept"]


def test_a_master_key_of_another_size_is_none(tmp_path, told):
    finding = key_file(MASTER, a_file(tmp_path, b"k" * 32))
    assert told(finding) == ["key_file.master_size"]


def test_an_empty_secret_is_none_whatever_white_space_it_has(tmp_path, told):
    assert told(key_file(SECRET, a_file(tmp_path, b"\n" * 64))) == ["key_file.short"]


def test_an_address_may_be_short(tmp_path, told):
    path = a_file(tmp_path, b"mongodb://mongo/")
    assert told(key_file("PAMONG_STORE_URL_FILE", path)) == ["key_file.kept"]


def test_the_master_key_that_sealed_opens_the_vault(store_client, database, told):
    key = b"k" * MASTER_KEY_BYTES
    Vault(store_client, database, key)
    assert told(vault(store_client, database, key)) == ["vault.opens"]


def test_another_master_key_does_not_open_the_vault(store_client, database, told):
    Vault(store_client, database, b"k" * MASTER_KEY_BYTES)
    assert told(vault(store_client, database, b"x" * MASTER_KEY_BYTES)) == ["vault.shut"]


def test_looking_for_a_vault_makes_none(store_client, database, told):
    assert told(vault(store_client, database, b"k" * MASTER_KEY_BYTES)) == ["vault.none"]
    assert database.list_collection_names() == []
