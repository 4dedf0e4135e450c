"""A person's page: changed by two at once, protected as a child, shown no more than asked for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from trial import CHILD

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(pamong) -> Callable[[Page, str], str]:
    """Go to someone's page; gives the person's id."""
    cases = pamong.as_("kasubsi").get("supervision", "/v1/cases", limit=500)["items"]
    ids = {each["name"]: each["person_id"] for each in cases}

    def to(page: Page, name: str) -> str:
        page.goto(f"/persons/{ids[name]}")
        return ids[name]

    return to


def test_of_two_who_change_at_once_the_second_sees_both_versions(open_page, pamong, visit):
    page = open_page("pk01")
    person_id = visit(page, "I Wayan Sudarma")
    page.get_by_role("link", name="Perbarui kontak").click()
    page.get_by_label("Jalan, RT/RW").fill("Gg. Mawar 5")
    pamong.as_("register").patch(
        "registry", f"/v1/persons/{person_id}", {"address": {"street": "Jl. Condet Raya 9"}}
    )
    page.get_by_role("button", name="Simpan").click()
    both = page.locator("section[role=alert]")
    expect(both).to_contain_text("Gg. Mawar 5")
    expect(both).to_contain_text("Jl. Condet Raya 9")
    expect(page.get_by_label("Jalan, RT/RW")).to_have_value("Gg. Mawar 5")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status").first).to_contain_text("diperbarui")
    expect(page.locator("main")).to_contain_text("Gg. Mawar 5")


def test_a_childs_file_is_opened_with_a_reason_given_once(open_page, visit):
    page = open_page("pk02", width=360)
    visit(page, CHILD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Berkas anak")
    page.get_by_label("Alasan").fill("Kunjungan berkala – wali sakit")
    page.get_by_role("button", name="Buka berkas").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CHILD)
    page.get_by_role("link", name="Catat").first.click()
    expect(page.get_by_text("Lewat apa?")).to_be_visible()


def test_of_a_child_the_list_asks_for_the_reason_first_and_then_logs(open_page):
    page = open_page("pk02")
    page.locator("tbody tr", has_text=CHILD).get_by_role("link", name="Catat").click()
    page.get_by_label("Alasan").fill("Wajib lapor mingguan")
    page.get_by_role("button", name="Buka berkas").click()
    expect(page.get_by_text("Lewat apa?")).to_be_visible()


def test_the_whole_nik_is_shown_only_when_asked_for(open_page, visit):
    page = open_page("pk01")
    visit(page, "Hendra Wijaya Tan")
    expect(page.locator("main")).to_contain_text("3175********")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("main")).not_to_contain_text("3175********")
    expect(page.locator("main")).to_contain_text("317599")


def test_nobody_personal_stands_in_addresses_and_titles(open_page, visit):
    page = open_page("pk01")
    visit(page, "Hendra Wijaya Tan")
    assert "Hendra" not in page.title()
    page.goto("/find")
    page.get_by_label("Nama, NIK").fill("Hendra Wijaya")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("link", name="Hendra Wijaya Tan")).to_be_visible()
    assert page.url.endswith("/find")


def test_telephone_and_chat_are_one_tap_away(open_page, visit):
    page = open_page("pk01", width=360)
    visit(page, "Hendra Wijaya Tan")
    expect(page.locator("a[href^='tel:+62812']").first).to_be_visible()
    expect(page.locator("a[href^='https://wa.me/62812']").first).to_be_visible()


def test_the_dates_show_their_working(open_page, visit):
    page = open_page("pk01")
    visit(page, "Hendra Wijaya Tan")
    page.get_by_text("Hitungan masa pidana").click()
    expect(page.locator("main")).to_contain_text("Dua pertiga masa pidana")


def test_a_home_visit_is_reported(open_page, visit):
    page = open_page("pk02", width=360)
    visit(page, "Paijo")
    page.get_by_role("link", name="Lapor kunjungan").click()
    page.get_by_label("Ditemui, baik").check()
    page.get_by_label("Yang ditemukan").fill("Tinggal dengan kakaknya; ponsel rusak")
    page.get_by_role("button", name="Simpan laporan").click()
    expect(page.get_by_role("status")).to_contain_text("Laporan kunjungan tersimpan")


def test_a_supervisor_gives_a_case_to_another_officer(open_page, visit):
    page = open_page("kasubsi")
    visit(page, "Nur'aini")
    page.get_by_role("link", name="Ganti PK").click()
    officer = page.get_by_label("PK yang baru")
    officer.select_option(label=officer.locator("option").nth(1).inner_text())
    page.get_by_label("Catatan serah terima").fill("Sering di rumah sore hari")
    page.get_by_role("button", name="Serahkan").click()
    expect(page.get_by_role("status").first).to_contain_text("PK yang baru")
    expect(page.locator("#past + *")).to_contain_text("PK: ")


def test_an_officer_is_shown_nothing_of_a_colleagues_client(open_page, visit):
    page = open_page("pk01")
    visit(page, "Upik Yulianti")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bukan klien Anda")
    expect(page.locator("main")).not_to_contain_text("Upik")
    page.goto("/find")
    page.get_by_label("Nama, NIK").fill("Upik Yulianti")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
