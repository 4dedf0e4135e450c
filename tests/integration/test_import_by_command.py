"""`pamong import handovers` against services that answer: the account of imports, and no other."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from test_peers import served

from chassis.app import create_app
from chassis.auth import Tokens
from chassis.peers import service_secret
from chassis.settings import SERVICES
from chassis.store import Client
from chassis.testing.rig import OFFICE, Rig
from identity.app import service as identity_service
from pamong.imports import import_
from registry.app import SERVICE as REGISTRY

ROOT = b"the root of all service secrets"
SAMPLE = Path(__file__).parents[2] / "pamong/sample/serah-terima-2021-semester-1.csv"


@pytest.fixture
def secret(store_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the account's secret, as settings name it; identity and registry answer."""
    identity = Rig(identity_service(ROOT), store_client, f"{uuid4().hex[:8]}-identity")
    registry = Rig(REGISTRY, store_client, f"{uuid4().hex[:8]}-registry")
    tokens = Tokens(lambda: identity.app.test_client().get("/v1/jwks.json").json)
    secret = tmp_path / "secret"
    monkeypatch.setenv("PAMONG_SERVICE_SECRET_FILE", str(secret))
    with (
        served(create_app(identity.runtime, tokens)) as asked_first,
        served(create_app(registry.runtime, tokens)) as told,
    ):
        for each in SERVICES:
            address = {"identity": asked_first, "registry": told}.get(each, "http://127.0.0.1:1")
            monkeypatch.setenv(f"PAMONG_{each.upper()}_URL", address)
        yield secret


@pytest.mark.parametrize(("account", "status"), [("importer", 0), ("operator", 1)])
def test_a_list_is_recorded_with_the_secret_of_imports(
    secret: Path, account: str, status: int
) -> None:
    secret.write_text(service_secret(ROOT, account))
    done = CliRunner().invoke(import_, ["handovers", str(SAMPLE), "--office", OFFICE, "--json"])
    assert done.exit_code == status, done.output
    assert ('"accepted"' in done.stdout) == (status == 0)
