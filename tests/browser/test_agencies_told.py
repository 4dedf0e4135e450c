"""Which other agencies are told of what: seen, approved and ended by the head of office."""

import pytest
import requests
from pages import make_sure
from playwright.sync_api import Page, expect
from trial import SECONDS, Trial

pytestmark = pytest.mark.browser
NAME = "Kejaksaan Negeri Jakarta Timur"
PROPOSED = {
    "agency": "kejari-jaktim",
    "name": NAME,
    "events": ["registry.order-*"],
    "prosecutor": "kejaksaan-negeri-jakarta-timur",
}


def propose(pamong: Trial) -> None:
    """The operator proposes it, unless it is there."""
    office = pamong.office
    answer = requests.post(
        f"{office.addresses['agencies']}/v1/subscriptions",
        json=PROPOSED,
        headers={
            "Authorization": f"Bearer {office.sign_in(office.services())()}",
            "Pamong-Office": office.code,
        },
        timeout=SECONDS,
    )
    assert answer.status_code in (201, 409), answer.text


def test_an_agency_is_approved_and_its_end_is_asked_once(open_page, pamong: Trial) -> None:
    propose(pamong)
    page: Page = open_page("kepala")
    page.get_by_role("link", name="Instansi").click()
    told = page.locator("tbody tr", has_text=NAME)
    expect(told).to_contain_text("menunggu kepala Bapas")
    expect(told).to_contain_text("perkara yang menyebutnya")
    told.get_by_role("button", name="Setujui").click()
    make_sure_of_approval(page)
    expect(told).to_contain_text("berjalan")
    told.get_by_role("link", name="Akhiri").click()
    page.get_by_label("Alasan").fill("Perjanjian kerja sama berakhir")
    make_sure(page, "Akhiri")
    expect(told).to_contain_text("berakhir")
    expect(told.get_by_role("link")).to_have_count(0)


def make_sure_of_approval(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Pastikan dahulu")
    expect(page.locator("main")).to_contain_text(NAME)
    page.get_by_role("button", name="Setujui").click()
