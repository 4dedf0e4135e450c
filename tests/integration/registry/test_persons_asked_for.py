"""Persons read, found and put right; who read of whom is on record (R6, R38)."""

import pytest
from pymongo import MongoClient, monitoring
from registry_office import HERS, HIS, TODAY, Office, another

from chassis.auth import Role
from chassis.store import Document
from chassis.testing.rig import Rig
from registry.app import SERVICE

SEARCH = "/v1/persons/search"
REASON = {"Pamong_Reason": "menyiapkan kunjungan rumah"}


@pytest.fixture
def person(office: Office) -> str:
    person_id: str = office.entrusted(office.handed_over())["person_id"]
    return person_id


@pytest.fixture
def child(office: Office) -> dict:
    """The order of one who was 17 at the handover."""
    person = {"name": "Rizky Ananda", "birth_date": "2004-01-01", "nik": "3175990101040003"}
    return office.entrusted(office.handed_over(person=person))


def test_a_person_is_shown_with_the_nik_masked(office: Office, person) -> None:
    answer = office.officer.get(f"/v1/persons/{person}")
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["nik"] == "3175********0001"
    assert HIS not in answer.text
    assert (answer.json["name"], answer.json["alias"]) == ("Slamet Riyadi", "Gondrong")
    assert answer.json["phone"] == "+6281200012201"
    assert answer.json["guarantor"]["phone"] == "+6281200040871"
    assert (answer.json["age_class"], answer.json["protected"]) == ("adult", False)
    assert answer.json["address"]["kecamatan"] == "Cakung"


def test_the_whole_nik_is_another_question(office: Office, person) -> None:
    assert office.officer.get(f"/v1/persons/{person}/nik").json == {"nik": HIS}
    assert [each["facts"]["subjects"] for each in office.audited("read_nik")] == [[person]]


def test_every_reading_is_on_record_with_who_it_was_and_nothing_of_the_person(office, person):
    office.officer.get(f"/v1/persons/{person}", **REASON)
    (entry,) = office.audited("read_person")
    assert entry["actor"] == office.officer_id
    assert entry["facts"] == {"subjects": [person], "reason": "menyiapkan kunjungan rumah"}
    assert entry["office_id"] == "jakarta-timur-utara"


@pytest.mark.parametrize("address", ["", "/nik", "/timeline"])
def test_a_protected_person_is_read_only_with_a_reason(office: Office, child, address) -> None:
    place = f"/v1/persons/{child['person_id']}{address}"
    refused = office.officer.get(place)
    assert (refused.status_code, refused.json["code"]) == (422, "reason_needed")
    assert refused.json["errors"][0]["field"] == "Pamong-Reason"
    assert office.officer.get(place, Pamong_Reason="  ").status_code == 422
    assert office.officer.get(place, **REASON).status_code == 200


def test_the_order_of_a_protected_person_is_read_only_with_a_reason(office, child) -> None:
    for place in (f"/v1/orders/{child['id']}", f"/v1/orders/{child['id']}/sentence"):
        assert office.officer.get(place).status_code == 422
        assert office.officer.get(place, **REASON).status_code == 200
    assert child["book"] == "IV.I"


def test_programs_need_no_reason(office: Office, child) -> None:
    assert office.program.get(f"/v1/persons/{child['person_id']}").status_code == 200


def test_a_list_shows_protected_persons_by_their_initials(office: Office, child) -> None:
    (found,) = office.officer.post(SEARCH, {"name": "rizky"}).json["items"]
    assert found["name"] == "R. A."
    assert found["protected"] is True
    assert "birth_date" not in found
    (found,) = office.officer.post(SEARCH, {"name": "rizky"}, **REASON).json["items"]
    assert found["name"] == "Rizky Ananda"


@pytest.mark.parametrize(
    "wanted",
    [
        {"nik": HIS},
        {"nik": "3175 9912 1187 0001"},
        {"nik_last4": "0001"},
        {"phone": "0812-0001-2201"},
        {"phone": "081200040871"},
        {"number": "IX.B/0001/2021"},
        {"name": "slamet"},
        {"name": "Riyadi Slamet"},
        {"name": "RIJADI"},
        {"name": "Slammet"},
        {"name": "gondrong"},
        {"name": "slamet", "nik_last4": "0001"},
    ],
)
def test_a_person_is_found_by(office: Office, person, wanted) -> None:
    office.handed_over(**another(22, phone="081200099999"), guarantor={"phone": "081200088888"})
    found = office.registrar.post(SEARCH, wanted).json["items"]
    assert [each["id"] for each in found] == [person]


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": "slam"},
        {"number": "IX.B/0001/2021", "name": "wulan"},
        {"name": "slamet wulan"},
        {"nik": HERS},
        {"number": "x"},
    ],
)
def test_nobody_is_found_by(office: Office, person, wanted) -> None:
    assert office.registrar.post(SEARCH, wanted).json["items"] == []


def test_who_was_found_is_on_record(office: Office, person) -> None:
    found = office.registrar.post(SEARCH, {"nik": HIS}).json["items"]
    assert [each["id"] for each in found] == [person]
    (entry,) = office.audited("find_persons")
    assert entry["facts"]["subjects"] == [person]


def test_a_search_that_cannot_be_read_names_the_field(office: Office) -> None:
    answer = office.registrar.post(SEARCH, {"phone": "tidak-ada"})
    assert {each["field"] for each in answer.json["errors"]} == {"phone"}


def test_lists_go_on_after_the_last_one(office: Office) -> None:
    ids = [office.handed_over(**another(n))["person_id"] for n in (1, 2, 3)]
    first = office.registrar.post(f"{SEARCH}?limit=2", {}).json
    rest = office.registrar.post(f"{SEARCH}?limit=2&after={first['next']}", {}).json
    assert [each["id"] for each in (*first["items"], *rest["items"])] == ids
    assert rest["next"] is None


def test_a_correction_shows_no_more_of_a_child_than_a_list(office: Office, child) -> None:
    place, body = f"/v1/persons/{child['person_id']}", {"device": "none"}
    assert office.officer.patch(place, body).json["name"] == "R. A."
    assert office.officer.patch(place, body, **REASON).json["name"] == "Rizky Ananda"


def test_names_are_given_to_programs_in_batches(office: Office, person, child) -> None:
    stranger = office.elsewhere(Role.SERVICE)
    asked = {"ids": [person, child["person_id"]]}
    found = office.program.post("/v1/persons/names", asked).json["items"]
    assert {each["id"]: each for each in found}[person] == {
        "id": person,
        "name": "Slamet Riyadi",
        "sex": "L",
        "kecamatan": "cakung",
        "device": "smartphone",
        "internet": "good",
        "protected": False,
        "age_class": "adult",
    }
    assert [each["protected"] for each in found] == [False, True]
    assert stranger.post("/v1/persons/names", asked).json == {"items": []}


def test_trainers_see_how_to_reach_and_teach_and_no_more(office: Office, person) -> None:
    seen = office.rig.caller(Role.TRAINER).get(f"/v1/persons/{person}").json
    assert (seen["name"], seen["device"]) == ("Slamet Riyadi", "smartphone")
    assert [seen[each] for each in ("nik", "birth_date", "address", "guarantor")] == [None] * 4


def test_what_changes_is_told_and_nothing_else_moves(office: Office, person) -> None:
    answer = office.officer.patch(
        f"/v1/persons/{person}",
        {"phone": None, "device": "none", "address": {"kecamatan": "Koja"}, "guarantor": {}},
    )
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert answer.json["address"]["street"] == "Gg. Mawar"
    (told,) = office.rig.published("registry.person-changed")
    assert told.data["kecamatan"] == "koja"
    assert (told.data["device"], told.data["phone_known"]) == ("none", True)
    assert told.sequence.endswith("2")


def test_a_number_put_right_is_found_and_the_old_one_is_not(office: Office, person) -> None:
    office.officer.patch(f"/v1/persons/{person}", {"phone": "081200077777"})
    new, old = ({"phone": each} for each in ("081200077777", "081200012201"))
    assert office.registrar.post(SEARCH, new).json["items"][0]["id"] == person
    assert office.registrar.post(SEARCH, old).json["items"] == []


def test_a_correction_that_changes_nothing_is_not_told(office: Office, person) -> None:
    answer = office.officer.patch(f"/v1/persons/{person}", {"device": "smartphone"})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    assert office.rig.published("registry.person-changed") == []


def test_a_stale_correction_is_refused(office: Office, person) -> None:
    first = office.officer.patch(f"/v1/persons/{person}", {"device": "none"}, If_Match='"1"')
    assert first.status_code == 200
    stale = office.officer.patch(f"/v1/persons/{person}", {"device": "borrowed"}, If_Match='"1"')
    assert (stale.status_code, stale.json["code"]) == (412, "stale_version")


def test_a_timeline_says_what_happened_and_who_did_it(office: Office, person) -> None:
    office.officer.patch(f"/v1/persons/{person}", {"device": "none"})
    lines = office.head.get(f"/v1/persons/{person}/timeline").json["items"]
    assert [each["kind"] for each in lines] == [
        "handover_received",
        "order_registered",
        "person_changed",
    ]
    assert {each["service"] for each in lines} == {"registry"}
    assert lines[1]["facts"]["number"] == "IX.B/0001/2021"
    assert lines[2]["actor"] == office.officer_id


class Commands(monitoring.CommandListener):
    """What was asked of the store."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        collection = event.command.get(event.command_name)
        if collection != "clock":
            self.names.append(event.command_name)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


def test_reading_a_person_is_one_question_and_one_record_without_a_transaction(
    office: Office, person: str, store_url: str
) -> None:
    heard = Commands()
    watched: MongoClient[Document] = MongoClient(
        store_url, event_listeners=[heard], tz_aware=True, uuidRepresentation="standard"
    )
    with watched:
        leader = Rig(SERVICE, watched, office.database.name, today=TODAY).caller(Role.SUPERVISOR)
        leader.get(f"/v1/persons/{person}")
        heard.names.clear()
        assert leader.get(f"/v1/persons/{person}").status_code == 200
        assert heard.names == ["find", "bulkWrite"]


def test_who_bears_two_words_is_not_looked_for_one_by_one_among_those_of_the_first(
    office: Office, store_url: str
) -> None:
    for n in range(1, 8):
        office.handed_over(**another(n, name="Sri Wahyuningsih"))
    sought = office.handed_over(**another(9, name="Dewi Wahyuningsih"))["person_id"]
    heard = Commands()
    watched: MongoClient[Document] = MongoClient(
        store_url, event_listeners=[heard], tz_aware=True, uuidRepresentation="standard"
    )
    with watched:
        leader = Rig(SERVICE, watched, office.database.name, today=TODAY).caller(Role.SUPERVISOR)
        heard.names.clear()
        found = leader.post(f"{SEARCH}?limit=1", {"name": "dewi wahyuningsih"}).json["items"]
    assert [each["id"] for each in found] == [sought]
    assert heard.names.count("find") < 10
