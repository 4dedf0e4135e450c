"""Who may sign in: registered by the head, with a password that each makes their own."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FIRST, OWN = "pintu-kayu-jati-1", "sawah-hijau-luas-2"


def sign_in(page: Page, username: str, password: str) -> None:
    page.fill("#username", username)
    page.fill("#password", password)
    page.click("form:has(#password) button")


def test_a_colleague_is_registered_changes_the_password_and_is_switched_off(open_page):
    head = open_page("kepala")
    head.goto("/users/new")
    head.get_by_label("Nama lengkap").fill("Lukas Wanimbo")
    head.get_by_label("Nama pengguna").fill("lukas")
    head.get_by_label("Kata sandi").fill(FIRST)
    head.get_by_label("Petugas registrasi").check()
    head.get_by_role("button", name="Daftarkan").click()
    expect(head.get_by_role("status").first).to_contain_text("Lukas Wanimbo")

    page = open_page()
    sign_in(page, "lukas", FIRST)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Impor")
    page.goto("/password")
    page.get_by_label("Kata sandi sekarang").fill("bukan itu")
    page.get_by_label("Kata sandi baru").fill(OWN)
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("#current-wrong")).to_contain_text("salah")
    page.get_by_label("Kata sandi sekarang").fill(FIRST)
    page.get_by_label("Kata sandi baru").fill(OWN)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status").first).to_contain_text("sudah diganti")

    head.locator("tbody tr", has_text="lukas").get_by_role("link", name="Ubah").click()
    head.get_by_label("Tidak").check()
    head.get_by_role("button", name="Simpan").click()
    expect(head.locator("tbody tr", has_text="lukas")).to_contain_text("tidak aktif")
    page = open_page()
    sign_in(page, "lukas", OWN)
    expect(page.get_by_role("alert").first).to_contain_text("salah")


def test_news_is_read_and_gone(open_page):
    page = open_page("kasubsi")
    page.goto("/inbox")
    lapse = page.locator("tbody tr", has_text="tidak cukup dihubungi kantor").first
    read = lapse.locator("form").get_attribute("action")
    lapse.get_by_role("button", name="Sudah dibaca").click()
    expect(page.locator(f'form[action="{read}"]')).to_have_count(0)
