"""`pamong agency`: an operator's whole way with another agency, against services that answer."""

import json

import pytest
from agencies_office import OFFICE, ROOT, Agency
from click.testing import CliRunner
from pamong_subscriber import Credentials, ShutOut

from chassis.peers import service_secret
from chassis.settings import SERVICES
from pamong.agency import agency

ADD = (
    ["add", "kejari-jaktim", "--events", "registry.order-*", "--prosecutor"],
    "Kejari Jakarta Timur",
    f"--office {OFFICE}".split(),
)


@pytest.fixture
def run(ground, monkeypatch, tmp_path):
    """The command as the operator of this ground runs it; what it printed."""
    secret = tmp_path / "secret"
    secret.write_text(service_secret(ROOT, "operator"))
    monkeypatch.setenv("PAMONG_SERVICE_SECRET_FILE", str(secret))
    for each in SERVICES:
        address = ground.addresses.get(each, "http://127.0.0.1:1")
        monkeypatch.setenv(f"PAMONG_{each.upper()}_URL", address)

    def run(*arguments, status=0):
        done = CliRunner().invoke(agency, arguments)
        assert done.exit_code == status, done.output
        return done.stdout if status == 0 else done.output

    return run


def added(run, *more):
    before, prosecutor, after = ADD
    return run(*before, prosecutor, *after, *more)


def test_what_it_prints_is_all_that_an_agency_needs(run, ground, tmp_path):
    file = tmp_path / "credentials.json"
    file.write_text(added(run))
    given = Credentials.of(file)
    ground.approve(given)
    ground.handed_over()
    ground.flow()
    assert [each.number for each in Agency(given).catch_up()] == [1]


def test_the_list_says_who_is_told_of_what_and_no_secret(run):
    given = json.loads(added(run))
    shown = run("list", "--office", OFFICE)
    assert "kejari-jaktim" in shown
    assert "proposed" in shown
    assert given["client_secret"] not in shown


def test_renewed_credentials_replace_the_old(run, ground, tmp_path):
    old = json.loads(added(run))
    new = json.loads(run("renew", "kejari-jaktim", "--office", OFFICE))
    assert new["subscription"] == old["subscription"]
    with pytest.raises(ShutOut):
        Agency(Credentials(**old)).catch_up()
    assert Agency(Credentials(**new)).catch_up() == []


def test_one_that_is_ended_is_told_nothing_more(run):
    given = json.loads(added(run))
    run("end", "kejari-jaktim", "--office", OFFICE, "--reason", "perjanjian berakhir")
    with pytest.raises(ShutOut):
        Agency(Credentials(**given)).catch_up()
    again = ("end", "kejari-jaktim", "--office", OFFICE, "--reason", "lagi")
    assert "no subscription" in run(*again, status=1)


def test_a_refusal_is_said_in_the_services_words(run):
    arguments = ("add", "kejari", "--events", "registry.person-*", "--prosecutor", "Kejari")
    assert "registry.person-*" in run(*arguments, "--office", OFFICE, status=1)


def test_the_addresses_may_be_those_outside(run):
    given = json.loads(added(run, "--public", "https://pamong.example:8443"))
    assert given["api_url"] == "https://pamong.example:8443/agencies/api"
    assert given["token_url"] == "https://pamong.example:8443/identity/api/v1/token"
