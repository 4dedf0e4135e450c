"""A handover typed in: its person, its order and its number, once (R1, R3, R4)."""

import pytest
from registry_office import HIS, Office, a_handover, another

from chassis.auth import Role


def test_a_handover_gives_a_person_an_order_and_a_number(office: Office) -> None:
    answer = office.registrar.post("/v1/handovers", a_handover(prosecutor="Kejari Jaktim"))
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    order = answer.json
    assert (order["state"], order["book"]) == ("active", "IX.B")
    assert order["number"] == "IX.B/0001/2021"
    assert (order["start"], order["end"], order["expiry"]) == (
        "2021-10-18",
        "2022-06-20",
        "2022-06-20",
    )
    assert (order["warnings"], order["officer_id"]) == ([], None)
    assert order["sentence"]["term"] == {"years": 1, "months": 6, "days": 0}
    assert order["prosecutor"] == "Kejari Jaktim"


def test_what_is_told_of_it_has_the_order_in_force_and_nobodys_name(office: Office) -> None:
    answer = office.registrar.post("/v1/handovers", a_handover())
    told = office.rig.published()
    assert [each.kind for each in told] == [
        "registry.person-recorded",
        "registry.handover-received",
        "registry.order-registered",
    ]
    assert [int(each.sequence) for each in told] == [1, 1, 2]
    assert {str(each.personid) for each in told} == {answer.json["person_id"]}
    assert told[2].data == {
        "order_id": answer.json["id"],
        "person_id": answer.json["person_id"],
        "scheme": "asimilasi_rumah",
        "decree_date": "2021-10-15",
        "start": "2021-10-18",
        "end": "2022-06-20",
        "handed_over": "2021-10-18",
        "book": "IX.B",
        "number": "IX.B/0001/2021",
        "kecamatan": "cakung",
        "phone_known": True,
        "age_class": "adult",
        "device": "smartphone",
        "internet": "good",
        "prosecutor": None,
    }
    assert answer.headers["Pamong-Event"] == f"registry/{told[2].id}"


def test_the_same_handover_again_is_the_same_order(office: Office) -> None:
    first = office.handed_over()
    events = len(office.rig.published())
    again = office.registrar.post(
        "/v1/handovers", a_handover(order={"decree_number": " w10.pas.1 - 1001 "})
    )
    assert again.status_code == 200
    assert again.json == first
    assert len(office.rig.published()) == events


def test_the_same_request_again_has_one_effect(office: Office) -> None:
    key = {"Idempotency_Key": "kunci-1"}
    first = office.registrar.post("/v1/handovers", a_handover(), **key)
    again = office.registrar.post("/v1/handovers", a_handover(), **key)
    assert again.json["id"] == first.json["id"]
    other = office.registrar.post("/v1/handovers", a_handover(**another(2)), **key)
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    assert office.database["orders"].count_documents({}) == 1


def test_one_person_under_two_decrees_is_one_person_with_two_numbers(office: Office) -> None:
    first = office.handed_over()
    second = office.handed_over(
        order={"decree_number": "PB-1", "scheme": "pb"}, person={"phone": "081200099999"}
    )
    assert second["person_id"] == first["person_id"]
    assert second["number"] == "INT/0001/2021"
    assert len(office.rig.published("registry.person-recorded")) == 1
    assert len(office.rig.published("registry.person-changed")) == 1
    person = office.head.get(f"/v1/persons/{first['person_id']}").json
    assert person["phone"] == "+6281200099999"


def test_numbers_go_on_within_a_book_and_begin_again_with_the_year(office: Office) -> None:
    numbers = [office.handed_over(**another(n))["number"] for n in (1, 2)]
    office.rig.move(office.rig.today.replace(year=2022, month=1, day=1))
    numbers.append(office.handed_over(**another(3))["number"])
    assert numbers == ["IX.B/0001/2021", "IX.B/0002/2021", "IX.B/0001/2022"]


def test_the_year_is_the_offices_and_not_that_of_greenwich(office: Office) -> None:
    office.rig.move(office.rig.today.replace(year=2022, month=1, day=1), hour=1)
    assert office.handed_over()["number"] == "IX.B/0001/2022"


def test_offices_count_for_themselves(office: Office) -> None:
    office.handed_over()
    stranger = office.elsewhere(Role.REGISTRAR).post("/v1/handovers", a_handover())
    assert (stranger.status_code, stranger.json["number"]) == (201, "IX.B/0001/2021")


def test_a_handover_that_is_refused_takes_no_number(office: Office) -> None:
    refused = office.registrar.post("/v1/handovers", a_handover(order={"scheme": "bebas"}))
    assert refused.status_code == 422
    assert office.handed_over()["number"] == "IX.B/0001/2021"


def test_a_gap_is_a_warning_and_a_todo_and_keeps_nobody_out(office: Office) -> None:
    order = office.handed_over(guarantor={"phone": None}, person={"nik": None, "phone": None})
    assert order["warnings"] == ["guarantor_phone_absent", "nik_absent"]
    assert office.rig.published("registry.order-registered")[0].data["phone_known"] is False
    office.entrusted(order)
    seen = office.officer.get(f"/v1/orders/{order['id']}").json
    assert seen["todos"] == [
        {"code": "guarantor_phone_absent", "due": "2021-10-25"},
        {"code": "nik_absent", "due": "2021-11-01"},
    ]
    office.officer.patch(
        f"/v1/persons/{order['person_id']}", {"guarantor": {"phone": "0812 0004 0871"}}
    )
    seen = office.officer.get(f"/v1/orders/{order['id']}").json
    assert [each["code"] for each in seen["todos"]] == ["nik_absent"]


@pytest.mark.parametrize(
    ("given", "field", "detail"),
    [
        ({"person": {"nik": "12"}}, "person.nik", "NIK harus 16 angka"),
        ({"person": {"name": "  "}}, "person.name", "Tidak boleh kosong."),
        ({"person": {"birth_date": "0202-01-01"}}, "person.birth_date", "Periksa tahunnya"),
        ({"person": {"phone": "tidak ada"}}, "person.phone", "telepon tidak terbaca"),
        ({"person": {"sex": "X"}}, "person.sex", "Pilih L atau P."),
        ({"person": {"address": {"rt": "1"}}}, "person.address.rt", "tidak dikenal"),
        ({"order": {"decree_number": ""}}, "order.decree_number", "Tidak boleh kosong."),
        ({"order": {"scheme": "bebas"}}, "order.scheme", "Skema tidak dikenal"),
        ({"order": {"end": "2021-10-17"}}, "order.end", "Tanggal ekspirasi lebih awal"),
        ({"order": {"start": None}}, "order.start", "Tidak boleh kosong (null)."),
        ({"sentence": {"term": {"years": 900}}}, "sentence.term.years", "Lama pidana"),
        ({"sentence": {"term": {"months": 10**400}}}, "sentence.term.years", "Lama pidana"),
        ({"handed_over": "kemarin"}, "handed_over", "Harus berupa tanggal"),
    ],
)
def test_a_wrong_field_is_named_in_the_callers_language(office, given, field, detail) -> None:
    answer = office.registrar.post("/v1/handovers", a_handover(**given))
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]
    assert detail in answer.json["errors"][0]["detail"]
    english = office.registrar.post("/v1/handovers", a_handover(**given), Accept_Language="en")
    assert english.json["errors"][0]["detail"] != answer.json["errors"][0]["detail"]


def test_what_is_kept_tells_a_thief_nothing_of_a_person(office: Office) -> None:
    office.handed_over(person={"phone": "081200012201"})
    kept = office.everything_kept()
    for personal in ("Slamet", "Gondrong", HIS, "8120001", "Mawar", "1987-11-12", "363 KUHP"):
        assert personal not in kept
    assert "W10.PAS.1-1001" in kept
