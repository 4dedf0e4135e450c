"""The secrets of the stack: made once, and what the broker is told at each of its starts."""

import json
import stat
from pathlib import Path

import pytest

from pamong.deployment.secret_files import make_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_all(tmp_path / "secrets", "localhost")
    return tmp_path / "secrets"


def test_what_is_there_stays(folder: Path) -> None:
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    assert make_all(folder, "elsewhere.example") == []
    assert {each: each.read_bytes() for each in before} == before


def test_only_the_brokers_hashes_are_for_others_to_read(folder: Path) -> None:
    open_to_others = stat.S_IRGRP | stat.S_IROTH
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert [each.name for each in files if each.stat().st_mode & open_to_others] == [
        "definitions.json"
    ]


def test_the_broker_is_told_of_users_and_of_no_queue(folder: Path) -> None:
    """RabbitMQ 4 does not start again where its definitions name a stream that is there."""
    told = json.loads((folder / "broker" / "definitions.json").read_text())
    assert set(told) == {"vhosts", "users", "permissions"}


def test_a_service_makes_nothing_at_the_broker(folder: Path) -> None:
    told = json.loads((folder / "broker" / "definitions.json").read_text())
    makers = {each["user"] for each in told["permissions"] if each["configure"] != "^$"}
    assert makers == {"prepare", "agencies-admin"}
