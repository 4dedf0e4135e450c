"""One service is away: pages say what is missing, and the rest goes on."""

import re
from collections.abc import Mapping

import pytest
from trial import Trial

from chassis.children import free_port
from chassis.clock import WIB
from console.app import create_console


@pytest.fixture
def console_without(pamong: Trial, database):
    """A console in front of the same services, but one; signed in as somebody."""

    def without(service: str, username: str):
        away: Mapping[str, str] = {service: f"http://127.0.0.1:{free_port()}"}
        app = create_console(database, {**pamong.office.addresses, **away}, b"s" * 32, zone=WIB)
        client = app.test_client()
        token = re.search(r'name="form_token" value="([^"]+)"', client.get("/").text)[1]
        member = pamong.member(username)
        data = {"form_token": token, "username": username, "password": member.password}
        assert client.post("/sign-in", data=data).status_code == 303
        return client

    return without


@pytest.fixture
def slamet(pamong: Trial) -> str:
    cases = pamong.as_("kasubsi").get("supervision", "/v1/cases", limit=500)["items"]
    return next(each["person_id"] for each in cases if each["name"].startswith("Slamet"))


def test_without_supervision_a_person_is_still_known(console_without, slamet):
    page = console_without("supervision", "kasubsi").get(f"/persons/{slamet}")
    assert page.status_code == 200
    assert "Slamet Riyadi Prasetyo" in page.text
    assert "Bagian pembimbingan sedang tidak menjawab" in page.text
    assert "Diserahterimakan ke Bapas" in page.text


def test_without_the_registry_meetings_are_still_logged(console_without, slamet):
    client = console_without("registry", "pk02")
    page = client.get(f"/persons/{slamet}")
    assert page.status_code == 200
    assert "Slamet Riyadi Prasetyo" in page.text
    assert "Mencatat pertemuan tetap bisa" in page.text
    log = re.search(r'href="(/obligations/[^"]+/log)"', client.get("/today").text)[1]
    assert client.get(log).status_code == 200


def test_figures_of_the_others_stay(console_without):
    page = console_without("training", "kepala").get("/figures")
    assert page.status_code == 200
    assert "Bagian bimbingan kemandirian sedang tidak menjawab" in page.text
    assert "Orang tercatat" in page.text


def test_whoever_is_signed_in_works_on_without_identity(console_without, pamong):
    client = console_without("notifications", "pk02")
    console = client.application.extensions["console.services"]
    console.addresses["identity"] = f"http://127.0.0.1:{free_port()}"
    assert client.get("/today").status_code == 200
