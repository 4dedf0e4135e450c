"""An officer logs a contact: in three taps, by keyboard, on a bad line, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from pages import row, tab_to
from playwright.sync_api import expect
from trial import Trial

pytestmark = pytest.mark.browser
LOGGED = "Tercatat: klien ditemui"


@pytest.fixture
def meetings(pamong: Trial) -> Callable[[str], list[dict[str, Any]]]:
    """The meetings with someone that supervision has on record."""
    officer = pamong.as_("pk02")

    def of(name: str) -> list[dict[str, Any]]:
        found = officer.get("supervision", "/v1/obligations", state="attended", limit=500)
        return [each for each in found["items"] if each["name"] == name]

    return of


@pytest.mark.parametrize("width", [360, 1280])
def test_a_contact_is_logged_in_three_taps(open_page, meetings, width):
    name = {360: "Siti Maesaroh", 1280: "Mat Sani bin Rojali"}[width]
    page, before = open_page("pk02", width=width), len(meetings(name))
    row(page, name).get_by_role("link", name="Catat").click()
    page.get_by_label("Telepon").check()
    page.get_by_role("button", name="Tersambung", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(LOGGED)
    assert len(meetings(name)) == before + 1


def test_a_contact_is_logged_by_keyboard_alone(open_page, meetings, pamong):
    page = open_page()
    tab_to(page, "Nama pengguna")
    page.keyboard.type("pk02")
    tab_to(page, "Kata sandi")
    page.keyboard.type(pamong.member("pk02").password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today")
    before = len(meetings("Neneng Hasanah"))

    tab_to(page, "Neneng Hasanah")
    tab_to(page, "Catat")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Lewat apa?")
    tab_to(page, "WhatsApp")
    page.keyboard.press("ArrowLeft")
    tab_to(page, "Catatan singkat")
    page.keyboard.type("Sehat, mulai berdagang lagi.")
    tab_to(page, "Tersambung")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(LOGGED)
    (*_, last) = meetings("Neneng Hasanah")
    assert len(meetings("Neneng Hasanah")) == before + 1
    assert "phone" in {each["contact"]["channel"] for each in meetings("Neneng Hasanah")}
    assert last["state"] == "attended"


def test_without_javascript_a_contact_is_logged_on_a_page_of_its_own(open_page, meetings):
    page = open_page("pk02", width=360, java_script_enabled=False)
    before = len(meetings("Upik Yulianti"))
    row(page, "Upik Yulianti").get_by_role("link", name="Catat").click()
    page.get_by_label("Di kantor").check()
    page.get_by_role("button", name="Tersambung", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(LOGGED)
    assert len(meetings("Upik Yulianti")) == before + 1


def test_a_double_click_is_one_contact(open_page, meetings):
    page, before = open_page("pk02"), len(meetings("Rotua Br. Siregar"))
    row(page, "Rotua Br. Siregar").get_by_role("link", name="Catat").click()
    page.get_by_role("button", name="Tersambung", exact=True).dblclick()
    expect(page.get_by_role("status")).to_contain_text(LOGGED)
    assert len(meetings("Rotua Br. Siregar")) == before + 1


def test_an_attempt_that_failed_is_logged_and_the_duty_stays_open(open_page, meetings):
    page, before = open_page("pk02"), len(meetings("Andi Baso Tenri"))
    row(page, "Andi Baso Tenri").get_by_role("link", name="Catat").click()
    page.get_by_label("Telepon").check()
    page.get_by_role("button", name="Tidak tersambung").click()
    expect(page.get_by_role("status")).to_contain_text("tidak tersambung")
    page.goto("/today")
    expect(row(page, "Andi Baso Tenri")).to_contain_text("1 kali dihubungi")
    assert len(meetings("Andi Baso Tenri")) == before


def test_a_message_without_the_officers_word_is_refused_and_nothing_typed_is_lost(open_page):
    page = open_page("pk02")
    row(page, "Sri Wahyuningsih").get_by_role("link", name="Catat").click()
    page.get_by_label("SMS").check()
    page.get_by_label("Catatan singkat").fill("Membalas: sehat")
    page.get_by_role("button", name="Tersambung", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Belum tersimpan")
    expect(page.get_by_label("Catatan singkat")).to_have_value("Membalas: sehat")
    page.get_by_label("Saya yakin klien sendiri yang membalas").check()
    page.get_by_role("button", name="Tersambung", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(LOGGED)


def test_a_lost_line_loses_nothing_that_was_typed(open_page, meetings):
    page, before = open_page("pk02", width=360), len(meetings("Yosefina Wenda"))
    row(page, "Yosefina Wenda").get_by_role("link", name="Catat").click()
    page.get_by_label("Telepon").check()
    page.get_by_label("Catatan singkat").fill("Sedang mencari kerja")
    page.context.set_offline(True)
    page.get_by_role("button", name="Tersambung", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Sambungan terputus")
    expect(page.get_by_label("Catatan singkat")).to_have_value("Sedang mencari kerja")
    page.context.set_offline(False)
    page.get_by_role("button", name="Tersambung", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(LOGGED)
    assert len(meetings("Yosefina Wenda")) == before + 1


def test_a_meeting_in_person_may_be_allowed_from_afar(open_page):
    page = open_page("pk02")
    row(page, "Slamet Riyadi Prasetyo").get_by_role("link", name="Tatap muka bulanan").click()
    page.get_by_text("Lebih lengkap").click()
    page.get_by_role("link", name="Beri dispensasi tatap muka").click()
    page.get_by_label("Alasan").fill("Sedang dirawat di rumah sakit")
    page.get_by_role("button", name="Beri dispensasi").click()
    expect(page.get_by_role("status")).to_contain_text("Dispensasi tercatat")
