import json

import pytest
from click.testing import CliRunner, Result

from chassis.children import free_port
from chassis.privacy import make_master_key
from chassis.settings import SERVICES
from chassis.words import words_of
from pamong.cli import main
from pamong.composition import declared

WORDS = words_of("pamong.doctor")


@pytest.fixture
def settings(tmp_path, monkeypatch, store_url):
    """Of a registry on a real store, whose peers are all away."""
    secret = tmp_path / "secret"
    secret.write_text("s" * 64)
    secret.chmod(0o400)
    make_master_key(tmp_path / "master")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAMONG_STORE_URL", store_url)
    monkeypatch.setenv("PAMONG_MASTER_KEY_FILE", str(tmp_path / "master"))
    monkeypatch.setenv("PAMONG_SERVICE_SECRET_FILE", str(secret))
    for service in SERVICES:
        monkeypatch.setenv(f"PAMONG_{service.upper()}_URL", f"http://127.0.0.1:{free_port()}")


def examined(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments])


def test_without_settings_it_says_how_to_be_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = examined("registry", "--lang", "en")
    assert result.exit_code == 1
    assert "✗ Settings are wrong" in result.output
    assert "docker compose run --rm --no-deps registry-worker doctor registry" in result.output


def test_it_goes_on_after_what_is_wrong_and_ends_with_1(settings):
    result = examined("registry", "--json", "--lang", "en")
    told = json.loads(result.output)
    found = {each["finding"]: each for each in told["findings"]}
    assert result.exit_code == 1
    assert told["healthy"] is False
    assert found["settings.right"]["state"] == "good"
    assert found["store.answers"]["state"] == "good"
    assert found["indexes.missing"]["facts"]["service"] == "registry"
    assert found["peer.away"]["next"].startswith("See docker compose ps")


def test_lines_are_marked_and_say_what_to_do_in_indonesian(settings):
    result = examined("registry")
    assert "✓ Semua pengaturan terbaca." in result.output
    assert "✗ registry: API di http://127.0.0.1" in result.output
    assert "→ Lihat docker compose ps registry-api" in result.output


def test_a_store_that_is_away_hides_no_other_finding(settings, monkeypatch):
    address = f"mongodb://127.0.0.1:{free_port()}/?serverSelectionTimeoutMS=50"
    monkeypatch.setenv("PAMONG_STORE_URL", address)
    told = json.loads(examined("registry", "--json").output)
    found = [each["finding"] for each in told["findings"]]
    assert found.count("store.silent") == 1
    assert found.count("peer.away") == len(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_which_collections_it_has(service):
    assert len(declared(service).plans()) > 10


def test_every_sentence_of_a_step_belongs_to_a_finding():
    steps = [each.removesuffix(".next") for each in WORDS.sentences if each.endswith(".next")]
    assert set(steps) <= set(WORDS.sentences)
