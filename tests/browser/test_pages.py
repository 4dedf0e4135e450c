"""Every page: nothing for axe to find, light enough for a slow line, and what it looks like."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pages import row
from playwright.sync_api import Page, expect
from trial import Trial

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
PICTURED = {
    *((name, 1280) for name in ("front", "today", "person", "decision", "import-report")),
    *((name, 1280) for name in ("officers", "figures", "handover", "programme")),
    *((name, 360) for name in ("today", "log", "person", "asked-once")),
}
PICTURED_DARK = {("today", 360), ("decision", 1280)}
"""What `pytest tests/browser --pictures` writes."""
MOST_BYTES = 60_000
WIDTHS = (360, 1280)
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
PATIENCE = 8_000

Go = Callable[[Page, Trial], None]


def at(path: str) -> Go:
    return lambda page, _: page.goto(path)


def person(page: Page, pamong: Trial) -> None:
    cases = pamong.as_("kasubsi").get("supervision", "/v1/cases", limit=500)["items"]
    togar = next(each for each in cases if each["name"] == "Togar Simanjuntak")
    page.goto(f"/persons/{togar['person_id']}")


def contacts(page: Page, pamong: Trial) -> None:
    person(page, pamong)
    page.get_by_role("link", name="Perbarui kontak").click()
    expect(page.get_by_label("Jalan, RT/RW")).to_be_visible()


def logging(page: Page, _: Trial) -> None:
    row(page, "Teuku Zulfikar").get_by_role("link", name="Catat").click()
    expect(page.get_by_text("Lewat apa?")).to_be_visible()


def decision(page: Page, _: Trial) -> None:
    row(page, "Togar Simanjuntak").get_by_role("link", name="Putuskan").click()
    expect(page.get_by_role("heading", name="Bukti")).to_be_visible()


def agencies(page: Page, pamong: Trial) -> None:
    from test_agencies_told import propose

    propose(pamong)
    page.goto("/agencies")


def asked_once(page: Page, pamong: Trial) -> None:
    decision(page, pamong)
    page.get_by_label("Dicabut sementara").check()
    page.get_by_label("Nomor SK").fill("W10.PAS.1-78 TAHUN 2021")
    page.get_by_label("Alasan").fill("Tidak pernah dapat dihubungi")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("button", name="Cabut sementara")).to_be_visible()


def report(page: Page, pamong: Trial) -> None:
    from test_importing import a_mixed_list, send

    send(page, a_mixed_list(600 + 10 * next(LISTS)))


LISTS = count()
"""Each list that is sent is another one."""


def programme(page: Page, _: Trial) -> None:
    page.get_by_role("link", name="Budidaya Hidroponik").click()
    expect(page.get_by_role("heading", name="Rencana")).to_be_visible()


SHOWN: dict[str, tuple[str | None, Go]] = {
    "front": (None, at("/")),
    "tour": (None, at("/tour")),
    "today": ("pk02", at("/today")),
    "log": ("pk02", logging),
    "person": ("pk02", person),
    "contacts": ("pk02", contacts),
    "proposals": ("pk02", at("/proposals")),
    "find": ("pk02", at("/find")),
    "decisions": ("kepala", at("/decisions")),
    "decision": ("kepala", decision),
    "asked-once": ("kepala", asked_once),
    "endings": ("kepala", at("/endings")),
    "figures": ("kepala", at("/figures")),
    "officers": ("kasubsi", at("/officers")),
    "users": ("kepala", at("/users")),
    "agencies": ("kepala", agencies),
    "user-new": ("kepala", at("/users/new")),
    "password": ("kepala", at("/password")),
    "inbox": ("kasubsi", at("/inbox")),
    "programmes": ("bimker", at("/programmes")),
    "programme": ("bimker", programme),
    "programme-new": ("bimker", at("/programmes/new")),
    "imports": ("register", at("/imports")),
    "import-report": ("register", report),
    "handover": ("register", at("/handovers/new")),
    "register": ("register", at("/register")),
    "re-entries": ("register", at("/re-entries")),
}
"""Every page by its name: who sees it, and how to get there."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHOWN)
def test_axe_finds_nothing(open_page, pamong, pytestconfig, name, width):
    user, go = SHOWN[name]
    page = open_page(user, width=width, kept=True)
    go(page, pamong)
    page.wait_for_load_state("networkidle")
    if pytestconfig.getoption("--pictures") and (name, width) in PICTURED:
        page.screenshot(path=PICTURES / f"{name}-{width}.png")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    if pytestconfig.getoption("--pictures") and (name, width) in PICTURED_DARK:
        page.screenshot(path=PICTURES / f"{name}-{width}-dark.png")
    assert violations(page) == []


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_runs_over_the_edge_of_a_small_screen(open_page, pamong, name):
    user, go = SHOWN[name]
    page = open_page(user, width=360, kept=True)
    go(page, pamong)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_light(open_page, pamong, name):
    """Everything that a first visit to the page brings over the line."""
    user, go = SHOWN[name]
    page = open_page(user, kept=True)
    go(page, pamong)
    address = page.url
    sizes: list[int] = []
    line = page.context.new_cdp_session(page)
    line.on("Network.loadingFinished", lambda each: sizes.append(each["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < MOST_BYTES


def test_on_a_slow_line_the_list_is_there_before_patience_ends(open_page):
    page = open_page("pk02", width=360)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto("/today", timeout=PATIENCE)
    expect(row(page, "Teuku Zulfikar")).to_be_visible()


def test_the_whole_console_speaks_english_too(open_page, pamong):
    page = open_page("pk02")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("To meet today")
    person(page, pamong)
    expect(page.locator("main")).to_contain_text("Weekly contact: missed")


def test_a_list_prints_without_what_is_only_for_the_screen(open_page):
    page = open_page("pk02")
    page.emulate_media(media="print")
    expect(page.locator("body > nav")).to_be_hidden()
    expect(row(page, "Teuku Zulfikar").get_by_role("link", name="Catat")).to_be_hidden()
    expect(row(page, "Teuku Zulfikar")).to_be_visible()


def violations(page: Page) -> list[Any]:
    """What axe-core finds, as rule and place."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]]
