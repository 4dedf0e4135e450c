"""A programme from its proposal to its first attendance list."""

import pytest
from pages import make_sure
from playwright.sync_api import expect
from trial import TODAY

pytestmark = pytest.mark.browser


def test_a_programme_is_proposed_planned_approved_opened_and_held(open_page):
    page = open_page("bimker")
    page.get_by_role("link", name="Usulkan program").click()
    page.get_by_label("Nama program").fill("Bimbingan Kerja Tata Boga")
    page.get_by_label("Bidang").fill("Tata Boga")
    page.get_by_label("Jumlah tempat").fill("10")
    page.get_by_role("button", name="Usulkan").click()
    expect(page.locator("main > header")).to_contain_text("diusulkan")
    address = page.url

    page.get_by_role("link", name="Ubah rencana").click()
    page.get_by_label("Hari pertama").fill(TODAY.isoformat())
    page.get_by_label("Hari terakhir").fill(TODAY.isoformat())
    page.get_by_label("Pengajar").fill("Yuni Astuti")
    page.get_by_label("Tanpa biaya").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main > header")).to_contain_text("direncanakan")
    page.get_by_role("link", name="Jadwalkan pertemuan").click()
    page.get_by_label("Tempat").fill("Aula Bapas")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Aula Bapas")).to_be_visible()

    head = open_page("kepala")
    head.goto(address)
    make_sure(head, "Setujui")
    expect(head.locator("main > header")).to_contain_text("disetujui")

    page.goto(address)
    make_sure(page, "Buka pendaftaran")
    expect(page.locator("main > header")).to_contain_text("pendaftaran dibuka")
    page.get_by_role("button", name="Daftarkan").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Pendaftaran: diterima")

    page.get_by_role("link", name="Daftar hadir").click()
    page.get_by_label("hadir", exact=True).first.check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status").first).to_contain_text("Daftar hadir tersimpan")
