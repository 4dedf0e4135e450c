"""`pamong serve` and `pamong work` with a master key that will not do: one plain line."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from chassis.privacy import Vault, make_master_key
from chassis.settings import SERVICES
from chassis.store import Client
from pamong.cli import main


@pytest.fixture
def key_file(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, given in {
        "STORE_URL": store_url,
        "BROKER_URL": "amqp://127.0.0.1:1",
        "MASTER_KEY_FILE": str(tmp_path / "master"),
        "SERVICE_SECRET_FILE": "unread",
        **{f"{each.upper()}_URL": "http://127.0.0.1:1" for each in SERVICES},
    }.items():
        monkeypatch.setenv(f"PAMONG_{name}", given)
    make_master_key(tmp_path / "master")
    return tmp_path / "master"


@pytest.mark.parametrize("command", ["serve", "work"])
def test_another_key_than_the_one_that_sealed_is_named_with_what_to_do(
    command: str, key_file: Path, store_client: Client
) -> None:
    store_client.drop_database("registry")
    Vault(store_client, store_client["registry"], os.urandom(96))
    try:
        told = CliRunner().invoke(main, [command, "registry"])
    finally:
        store_client.drop_database("registry")
    assert told.exit_code == 1
    assert told.output == (
        "Error: PAMONG_MASTER_KEY_FILE names another key than the one that sealed registry's"
        " data: put that one back, make no new one\n"
    )


@pytest.mark.parametrize("content", [None, b"short"], ids=["missing", "cut short"])
def test_a_key_file_that_is_none_is_named(content: bytes | None, key_file: Path) -> None:
    key_file.unlink()
    if content is not None:
        key_file.write_bytes(content)
    told = CliRunner().invoke(main, ["work", "registry"])
    assert told.exit_code == 1
    assert told.output.startswith("Error: PAMONG_MASTER_KEY_FILE: ")
    assert str(key_file) in told.output
