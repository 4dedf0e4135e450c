"""`pamong deploy new-master-key`: all services' keys under another one, in one go or two."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bson.binary import Binary
from click.testing import CliRunner, Result
from pymongo.errors import EncryptionError

from chassis.privacy import Vault, make_master_key, read_master_key, rewrap
from chassis.settings import SERVICES
from chassis.store import Client
from pamong.deployment import deploy

SITI = {"name": "Siti Aminah", "born": datetime(1990, 5, 1, tzinfo=UTC)}


@pytest.fixture
def secrets(tmp_path: Path, store_url: str) -> Path:
    (tmp_path / "prepare").mkdir()
    (tmp_path / "prepare" / "store-url").write_text(store_url)
    make_master_key(tmp_path / "field-key" / "master")
    return tmp_path


@pytest.fixture
def sealed(secrets: Path, store_client: Client) -> Iterator[dict[str, Binary]]:
    """What each service has sealed under the key of now."""
    key = read_master_key(secrets / "field-key" / "master")
    yield {each: Vault(store_client, store_client[each], key).seal(SITI) for each in SERVICES}
    for each in SERVICES:
        store_client.drop_database(each)


def rotated(secrets: Path) -> Result:
    return CliRunner().invoke(deploy, ["new-master-key", str(secrets)])


def opened(client: Client, key: bytes, sealed: dict[str, Binary]) -> list[object]:
    return [Vault(client, client[each], key).open(value) for each, value in sealed.items()]


def test_the_new_key_opens_everything_and_the_old_one_stays_for_backups(
    secrets: Path, store_client: Client, sealed: dict[str, Binary]
) -> None:
    old = read_master_key(secrets / "field-key" / "master")
    told = rotated(secrets)
    assert told.exit_code == 0, told.output
    assert all(f"{each}: under the new key\n" in told.output for each in SERVICES)
    new = read_master_key(secrets / "field-key" / "master")
    assert opened(store_client, new, sealed) == [SITI] * len(SERVICES)
    with pytest.raises(EncryptionError):
        opened(store_client, old, sealed)
    (kept,) = (secrets / "field-key").glob("until-*")
    assert read_master_key(kept) == old
    for each in (secrets / "field-key").iterdir():
        assert each.stat().st_mode & 0o077 == 0


def test_cut_short_it_goes_on_with_the_same_new_key(
    secrets: Path, store_client: Client, sealed: dict[str, Binary]
) -> None:
    old = read_master_key(secrets / "field-key" / "master")
    begun = make_master_key(secrets / "field-key" / "next")
    rewrap(store_client, store_client[SERVICES[0]], old, begun)
    assert rotated(secrets).exit_code == 0
    assert read_master_key(secrets / "field-key" / "master") == begun
    assert opened(store_client, begun, sealed) == [SITI] * len(SERVICES)


def test_with_a_key_that_is_not_the_stores_nothing_changes(
    secrets: Path, store_client: Client, sealed: dict[str, Binary]
) -> None:
    old = read_master_key(secrets / "field-key" / "master")
    (secrets / "field-key" / "master").unlink()
    other = make_master_key(secrets / "field-key" / "master")
    told = rotated(secrets)
    assert told.exit_code == 1
    assert "does not open" in told.output
    assert read_master_key(secrets / "field-key" / "master") == other
    assert opened(store_client, old, sealed) == [SITI] * len(SERVICES)
