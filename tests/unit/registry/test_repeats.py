"""When a row is one that is already recorded (R1)."""

import pytest
from handover_lists import a_list, a_row, judge

HIS = "3175991211870001"
HERS = "3175995211870002"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"nama": "Orang Lain"}),
        ({}, {"nik": "3175 9912 1187 0001"}),
        ({"nomor_sk": "W10.PAS.1 TAHUN 2021"}, {"nomor_sk": " w10.pas.1  tahun 2021 "}),
        ({"nik": ""}, {"nik": ""}),
        ({"nik": ""}, {"nik": HIS}),
        ({"nik": HIS}, {"nik": ""}),
        ({"nik": HIS}, {"nik": "", "nama": " SLAMET  riyadi"}),
        ({}, {"tanggal_serah_terima": "19/10/2021", "penjamin_telepon": ""}),
    ],
)
def test_the_same_person_under_the_same_decree_is_already_recorded(first, second):
    results = judge(a_list(a_row(no="1", **first), a_row(no="2", **second)))
    assert [each.outcome for each in results] == ["accepted", "already_recorded"]
    assert results[1].codes == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"nomor_sk": "W10.PAS.1-1002.PK.01.04.06 TAHUN 2021"}),
        ({}, {"nik": HERS}),
        ({"nik": ""}, {"nik": "", "nama": "Slamet Riyadi Prasetyo"}),
        ({"nik": ""}, {"nik": "", "tanggal_lahir": "13/11/1987"}),
        ({"nik": HIS}, {"nik": "", "tanggal_lahir": "13/11/1987"}),
    ],
)
def test_another_person_or_another_decree_is_a_handover_of_its_own(first, second):
    results = judge(a_list(a_row(no="1", **first), a_row(no="2", **second)))
    assert [each.outcome for each in results] == ["accepted", "accepted"]


def test_a_repeat_of_a_refused_row_is_judged_afresh():
    rows = [a_row(tanggal_sk="?"), a_row(), a_row()]
    outcomes = [each.outcome for each in judge(a_list(*rows))]
    assert outcomes == ["refused", "accepted", "already_recorded"]


def test_a_repeat_that_cannot_be_read_itself_is_refused():
    results = judge(a_list(a_row(), a_row(skema="?")))
    assert (results[1].outcome, results[1].codes) == ("refused", ("scheme_unknown",))


def test_a_namesake_with_a_nik_is_not_taken_for_one_whose_row_was_a_repeat():
    niks = [HIS, "", "3175991211870009"]
    outcomes = [each.outcome for each in judge(a_list(*(a_row(nik=nik) for nik in niks)))]
    assert outcomes == ["accepted", "already_recorded", "accepted"]
