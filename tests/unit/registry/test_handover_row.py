"""What is said of one row (R1, R4)."""

import msgspec
import pytest
from handover_lists import accepted, read, refused
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.handover import Device, ExtraCell, Handover, Internet
from registry.domain.handover_row import RowRefused
from registry.domain.identity import Sex
from registry.domain.row import COLUMNS
from registry.domain.schemes import Scheme
from registry.domain.sentence import Term

REQUIRED_DATES = (
    "tanggal_lahir",
    "tanggal_mulai_ditahan",
    "tanggal_ekspirasi",
    "tanggal_sk",
    "tanggal_serah_terima",
    "tanggal_mulai",
)


def test_a_good_row_is_accepted_without_a_word():
    assert accepted().warnings == ()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"nama": "  "}, "name_missing"),
        ({"nama": "-"}, "name_missing"),
        ({"nomor_sk": ""}, "decree_number_missing"),
        ({"nik": "317599121187001"}, "nik_malformed"),
        ({"nik": "tidak ada"}, "nik_malformed"),
        ({"skema": "bebas"}, "scheme_unknown"),
        ({"skema": ""}, "scheme_unknown"),
        ({"tanggal_ekspirasi": "17/10/2021"}, "dates_reversed"),
        *(({column: ""}, "date_unreadable") for column in REQUIRED_DATES),
        *(({column: "31/02/2021"}, "date_unreadable") for column in REQUIRED_DATES),
    ],
)
def test_a_row_is_refused_for(cells, code):
    assert refused(**cells) == (code,)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"nik": ""}, "nik_absent"),
        ({"nik": " - "}, "nik_absent"),
        ({"tanggal_lahir": "13/11/1987"}, "nik_birth_date_mismatch"),
        ({"jenis_kelamin": "P"}, "nik_sex_mismatch"),
        ({"penjamin_telepon": ""}, "guarantor_phone_absent"),
        ({"penjamin_telepon": "-"}, "guarantor_phone_absent"),
        ({"penjamin_telepon": "08xx"}, "guarantor_phone_unreadable"),
        ({"tanggal_sk": "01/07/2023"}, "scheme_out_of_time"),
        ({"tanggal_ekspirasi": "21/06/2022"}, "end_date_differs"),
        ({"pidana_tahun": "", "pidana_bulan": "", "pidana_hari": ""}, "end_date_differs"),
        ({"pidana_tahun": "satu"}, "end_date_differs"),
        ({"pidana_tahun": "9999"}, "end_date_differs"),
    ],
)
def test_a_row_is_accepted_with_the_warning(cells, code):
    assert accepted(**cells).warnings == (code,)


@pytest.mark.parametrize(
    "cells",
    [
        {"nik": "3175 9912 1187 0001"},
        {"nik": "'3175.991211.870001"},
        {"jenis_kelamin": ""},
        {"jenis_kelamin": "laki-laki"},
        {"skema": "Asimilasi Rumah"},
        {"penjamin_telepon": "+62 812-0004-0871"},
        {"penjamin_telepon": "\u202a+62 812\u20110004\u20110871\u202c"},
        {"nik": "3175991211870001\u200b"},
        {"tanggal_lahir": "12 November 1987"},
        {"tanggal_sk": "2021-10-15"},
        {"pidana_tahun": "1 tahun", "pidana_bulan": "6 bulan", "pidana_hari": "-"},
        {"tanggal_ekspirasi": "20/06/2022 00:00:00"},
        {"tanggal_tindak_pidana": ""},
        {"telepon_klien": "08xx"},
    ],
)
def test_another_way_of_writing_it_makes_no_difference(cells):
    assert accepted(**cells).warnings == ()


def test_an_order_may_end_on_the_day_it_begins():
    assert accepted(tanggal_mulai="20/06/2022").warnings == ()


def test_a_refused_row_lists_every_reason_sorted_and_no_warnings():
    assert refused(
        nama="", nik="1", skema="?", nomor_sk="", tanggal_lahir="", tanggal_sk=""
    ) == (
        "date_unreadable",
        "decree_number_missing",
        "name_missing",
        "nik_malformed",
        "scheme_unknown",
    )  # fmt: skip


def test_dates_that_cannot_be_read_are_not_reversed_as_well():
    assert refused(tanggal_mulai="?") == refused(tanggal_ekspirasi="?") == ("date_unreadable",)


def test_warnings_are_all_listed_and_sorted():
    found = accepted(
        nik="3175995211870001", tanggal_lahir="11/11/1987", penjamin_telepon="", pidana_hari="3"
    )
    assert found.warnings == (
        "end_date_differs",
        "guarantor_phone_absent",
        "nik_birth_date_mismatch",
        "nik_sex_mismatch",
    )


@pytest.mark.parametrize(
    ("detained", "years", "months", "days", "end"),
    [
        ("29/02/2020", "1", "0", "0", "28/02/2021"),
        ("29/02/2020", "1", "6", "0", "28/08/2021"),
        ("31/10/2020", "0", "4", "0", "28/02/2021"),
        ("29/02/2020", "4", "0", "1", "01/03/2024"),
        ("31/08/2019", "1", "6", "15", "15/03/2021"),
    ],
)
def test_a_term_is_added_by_years_then_months_then_days(detained, years, months, days, end):
    found = accepted(
        tanggal_mulai_ditahan=detained,
        tanggal_ekspirasi=end,
        tanggal_mulai="01/01/2021",
        pidana_tahun=years,
        pidana_bulan=months,
        pidana_hari=days,
    )
    assert found.warnings == ()


def test_a_handover_holds_what_the_row_says():
    handover = accepted(
        nama="Dedi Kurnia als. Gondrong",
        alias="Si Kriting",
        perangkat="Telepon Biasa",
        akses_internet="tidak ada",
        telepon_klien="0812 0001 2201",
        kecamatan="Makasar",
    ).handover
    person = handover.person
    assert (person.name, person.alias) == ("Dedi Kurnia", "Si Kriting, Gondrong")
    assert (person.sex, person.device, person.internet) == (
        Sex.MALE,
        Device.BASIC_PHONE,
        Internet.NONE,
    )
    assert (person.phone, person.address.kecamatan) == ("+6281200012201", "Makasar")
    assert handover.sentence.term == Term(years=1, months=6)
    assert handover.order.scheme is Scheme.ASIMILASI_RUMAH


def test_a_telephone_that_cannot_be_read_is_kept_as_written():
    guarantor = accepted(penjamin_telepon="08xx").handover.guarantor
    assert (guarantor.phone, guarantor.phone_written) == (None, "08xx")


def test_what_no_field_holds_is_kept_as_written_and_not_guessed():
    handover = accepted(
        perangkat="tablet", tanggal_tindak_pidana="awal 2020", Agama="Islam", Kosong=" "
    ).handover
    assert (handover.person.device, handover.sentence.offence_date) == (None, None)
    assert set(handover.extra) == {
        ExtraCell(heading="Agama", text="Islam"),
        ExtraCell(heading="perangkat", text="tablet"),
        ExtraCell(heading="tanggal_tindak_pidana", text="awal 2020"),
    }


def test_a_handover_comes_back_from_plain_values():
    handover = accepted(Agama="Islam").handover
    assert msgspec.convert(msgspec.to_builtins(handover), Handover) == handover


@given(st.dictionaries(st.sampled_from(sorted(COLUMNS)), st.text(max_size=20)))
def test_no_row_is_beyond_judging(cells):
    found = read(**cells)
    assert found.codes if isinstance(found, RowRefused) else found.handover.person.name
