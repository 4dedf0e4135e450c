"""Settings are checked before anything listens; what is wrong is named, all at once."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chassis.settings import SERVICES, SettingsWrong, read_settings

RIGHT = {
    "PAMONG_STORE_URL": "mongodb://store",
    "PAMONG_BROKER_URL": "amqp://broker",
    "PAMONG_MASTER_KEY_FILE": "/keys/master",
    "PAMONG_SERVICE_SECRET_FILE": "/keys/secret",
    **{f"PAMONG_{each.upper()}_URL": f"http://{each}" for each in SERVICES},
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, each in RIGHT.items():
        monkeypatch.setenv(name, each)
    return monkeypatch


def test_what_is_needed_is_read_and_the_rest_has_defaults(environment: object) -> None:
    settings = read_settings()
    assert settings.store_url == "mongodb://store"
    assert settings.addresses["registry"] == "http://registry"
    assert settings.zone == ZoneInfo("Asia/Jakarta")
    assert settings.clock_movable is False


def test_everything_that_is_wrong_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("PAMONG_STORE_URL")
    environment.setenv("PAMONG_PORT", "eighty")
    environment.setenv("PAMONG_ZONE", "Asia/Bandung-Baru")
    environment.setenv("PAMONG_LOG_LEVEL", "loud")
    with pytest.raises(SettingsWrong) as wrong:
        read_settings()
    for name in ("PAMONG_STORE_URL", "PAMONG_PORT", "PAMONG_ZONE", "PAMONG_LOG_LEVEL"):
        assert name in str(wrong.value)


def test_a_setting_that_nobody_knows_is_refused_by_name(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PAMONG_STROE_URL", "mongodb://typing-error")
    with pytest.raises(SettingsWrong, match="PAMONG_STROE_URL"):
        read_settings()


def test_a_secret_may_be_in_a_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "store-url").write_text("mongodb://from-a-file")
    environment.delenv("PAMONG_STORE_URL")
    environment.setenv("PAMONG_STORE_URL_FILE", str(tmp_path / "store-url"))
    assert read_settings().store_url == "mongodb://from-a-file"


def test_a_file_that_is_not_there_is_named(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("PAMONG_STORE_URL")
    environment.setenv("PAMONG_STORE_URL_FILE", "/no/such/file")
    with pytest.raises(SettingsWrong, match="PAMONG_STORE_URL_FILE"):
        read_settings()
