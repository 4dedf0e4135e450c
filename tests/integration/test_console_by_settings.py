"""The console as a process of its own makes it, from settings."""

from pathlib import Path

import pytest

from chassis.settings import SERVICES, read_settings
from pamong.serve import _app


def test_the_console_goes_by_the_zone_of_the_settings(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("s" * 32)
    for name, given in {
        "STORE_URL": store_url,
        "MASTER_KEY_FILE": "unread",
        "SERVICE_SECRET_FILE": "unread",
        "CONSOLE_SECRET_FILE": str(tmp_path / "secret"),
        "ZONE": "Asia/Makassar",
        **{f"{each.upper()}_URL": "http://127.0.0.1:1" for each in SERVICES},
    }.items():
        monkeypatch.setenv(f"PAMONG_{name}", given)
    console = _app("console", read_settings())
    assert console.extensions["console.zone"].key == "Asia/Makassar"
