"""Proposals: the officer stands by a draft, the head decides, everybody sees it."""

import pytest
from pages import row
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_head_decides_after_being_asked_once_in_words(open_page, pamong):
    page = open_page("kepala", width=1280)
    row(page, "Umar Al Habsyi").get_by_role("link", name="Putuskan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Umar Al Habsyi")
    expect(page.get_by_text("Tidak melapor tiga kali berturut-turut")).to_be_visible()
    expect(page.get_by_role("heading", name="Lapor mingguan")).to_have_count(3)

    page.get_by_label("Dicabut sementara").check()
    page.get_by_label("Alasan").fill("Tidak pernah dapat dihubungi")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator("#decree_number-wrong")).to_have_text("Wajib diisi.")
    page.get_by_label("Nomor SK").fill("W10.PAS.1-77 TAHUN 2021")
    page.get_by_role("button", name="Lanjut").click()

    question = page.locator("main form p").first
    expect(question).to_contain_text("Cabut sementara asimilasi di rumah atas nama Umar Al Habsyi")
    page.get_by_role("button", name="Cabut sementara").click()
    expect(page.get_by_role("status")).to_contain_text("dicabut sementara")
    expect(row(page, "Umar Al Habsyi")).to_have_count(0)

    page.goto("/find")
    page.get_by_label("Nama, NIK").fill("Habsyi")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Umar Al Habsyi").click()
    expect(page.locator("main > header")).to_contain_text("dicabut sementara")
    expect(page.locator("#past + *")).to_contain_text("Dicabut sementara dengan SK")
    expect(page.locator("section", has=page.locator("#next"))).to_contain_text("Tidak ada yang")


def test_without_javascript_officer_and_head_do_the_same(open_page):
    page = open_page("pk02", width=360, java_script_enabled=False)
    page.goto("/proposals")
    row(page, "Dedi Kurnia").get_by_role("button", name="Ajukan").click()
    expect(page.locator("main form p").first).to_contain_text("atas nama Dedi Kurnia")
    page.get_by_role("button", name="Ajukan").click()
    expect(page.get_by_role("status")).to_contain_text("diajukan kepada kepala")

    page = open_page("kepala", width=360, java_script_enabled=False)
    row(page, "Dedi Kurnia").get_by_role("link", name="Putuskan").click()
    page.get_by_label("Ditolak").check()
    page.get_by_label("Alasan").fill("Beri kesempatan; keluarga menjamin")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Tolak usul").click()
    expect(page.get_by_role("status")).to_contain_text("usul ditolak")


def test_saying_no_when_asked_changes_nothing(open_page):
    page = open_page("kepala")
    row(page, "Togar Simanjuntak").get_by_role("link", name="Putuskan").click()
    page.get_by_label("Ditolak").check()
    page.get_by_label("Alasan").fill("Ragu")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("link", name="Tidak, kembali").click()
    page.goto("/decisions")
    expect(row(page, "Togar Simanjuntak")).to_have_count(1)
