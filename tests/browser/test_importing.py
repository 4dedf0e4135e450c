"""The registrar sends a prison's list and reads what became of each row."""

import pytest
from playwright.sync_api import Page, expect
from trial import a_list, a_row, written

pytestmark = pytest.mark.browser


def a_mixed_list(first: int) -> bytes:
    """Two good rows, one with a remark, one without a name, one that is no date."""
    rows = [a_row(first + number, f"Warga Baru {first + number}", "Cakung") for number in range(5)]
    rows[2]["penjamin_telepon"] = ""
    rows[3]["nama"] = ""
    rows[4]["tanggal_lahir"] = "kapan-kapan"
    return written(rows)


def send(page: Page, content: bytes) -> None:
    file = {"name": "daftar.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Unggah dan catat").click()
    page.wait_for_url("**/imports/*")
    expect(page.get_by_text("Selesai: 5 baris.")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_refused_rows_come_first_in_words(open_page, width):
    page = open_page("register", width=width)
    send(page, a_mixed_list({360: 200, 1280: 300}[width]))
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("Nama tidak diisi.")
    expect(rows.nth(1)).to_contain_text("tanggal wajib")
    expect(rows.nth(2)).to_contain_text("Telepon penjamin tidak diisi.")
    expect(rows.nth(3)).to_contain_text("diterima")
    expect(rows.nth(3).get_by_role("link")).to_contain_text("IX.B/")


def test_rows_are_filtered_by_what_became_of_them(open_page):
    page = open_page("register")
    send(page, a_mixed_list(400))
    page.get_by_role("link", name="Ditolak 2").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).not_to_contain_text("diterima")


def test_without_javascript_a_file_is_recorded_all_the_same(open_page):
    page = open_page("register", java_script_enabled=False)
    send(page, a_mixed_list(500))
    expect(page.locator("tbody tr")).to_have_count(5)


def test_the_same_list_again_records_nothing_twice(open_page, pamong):
    pamong.as_("register").send(a_list(count=5))
    page = open_page("register")
    send(page, a_list(count=5))
    expect(page.locator("tbody")).to_contain_text("sudah tercatat")
    expect(page.get_by_role("link", name="Sudah tercatat 5")).to_be_visible()


def test_a_file_that_cannot_be_read_is_refused_in_words(open_page):
    page = open_page("register")
    file = {"name": "foto.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04??"}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Unggah dan catat").click()
    expect(page.get_by_role("alert").first).to_contain_text("Berkas ini tidak dapat dibaca")


def test_one_handover_is_typed_in_and_its_faults_are_named_where_they_are(open_page):
    page = open_page("register")
    page.goto("/handovers/new")
    typed = {
        "Nama lengkap": "Sumiati",
        "NIK": "123",
        "Tanggal lahir": "1988-02-01",
        "Nomor SK": "W10.PAS.9-1 TAHUN 2021",
        "Tanggal SK": "2021-05-20",
        "Mulai": "2021-05-24",
        "Berakhir": "2022-05-24",
        "Ditahan sejak": "2020-05-24",
    }
    for label, text in typed.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_label("Asimilasi di rumah").check()
    page.get_by_role("button", name="Catat serah terima").click()
    expect(page.locator("#person\\.nik-wrong")).to_contain_text("16 angka")
    expect(page.get_by_label("Nama lengkap")).to_have_value("Sumiati")
    page.locator("#person\\.nik").fill("3175994102880009")
    page.get_by_role("button", name="Catat serah terima").click()
    expect(page.get_by_role("status").first).to_contain_text("tercatat dengan nomor IX.B/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sumiati")
