"""Names come from the registry, in batches, as often as it takes, and are sealed here."""

from datetime import UTC, datetime, timedelta

import pytest
from supervision_office import Office

from chassis.names import LONG_AGO, Names, fetching
from supervision.store.calendars import offices

DAY = timedelta(days=1)


@pytest.fixture
def officer(office):
    return office.officer()


def shown(officer):
    return {
        each["person_id"]: each["name"] for each in officer.calls.get("/v1/cases").json["items"]
    }


def seen(office, order):
    """A case as a supervisor sees it, a child's with a reason."""
    return office.supervisor.get(f"/v1/cases/{order.id}", Pamong_Reason="pemeriksaan").json


def due_at_once(office):
    """As if the wait since the last try were over."""
    kept = office.rig.runtime.around.database["people"]
    kept.update_many({"ask_at": {"$exists": True}}, {"$set": {"ask_at": LONG_AGO + DAY}})


def test_names_are_fetched_in_one_request_and_sealed(office: Office, officer):
    persons = [office.person(name=f"Klien {number}") for number in range(3)]
    for each in persons:
        office.order(person_id=each)
    office.rig.run_jobs()
    assert office.registry.asked == [("jakarta-timur-utara", 3)]
    assert shown(officer)[str(persons[1])] == "Klien 1"
    assert "Klien" not in str(list(office.rig.runtime.around.database["people"].find({})))
    office.rig.run_jobs()
    assert len(office.registry.asked) == 1


def test_a_person_who_changed_is_asked_for_again(office: Office, officer):
    person = office.person(name="Dedi")
    office.order(person_id=person)
    office.rig.run_jobs()
    office.registry.names[person] = "Dedi Kurnia als. Gondrong"
    codes = {"person_id": person, "kecamatan": "koja", "device": "none", "protected": False}
    office.rig.hear("registry.person-changed", codes, person=person)
    assert shown(officer)[str(person)] == "Dedi"
    office.rig.run_jobs()
    case = officer.calls.get("/v1/cases").json["items"][0]
    assert (case["name"], case["kecamatan"], case["device"]) == (
        "Dedi Kurnia als. Gondrong",
        "koja",
        "none",
    )


def test_while_the_registry_is_away_it_is_asked_again_later(office: Office, officer):
    person = office.person(name="Paijo")
    office.order(person_id=person)
    office.registry.away = True
    office.rig.run_jobs()
    office.rig.run_jobs()
    assert len(office.registry.asked) == 1
    office.registry.away = False
    due_at_once(office)
    office.rig.run_jobs()
    assert shown(officer) == {str(person): "Paijo"}


def test_a_change_that_comes_while_the_registry_answers_is_not_lost(office: Office, officer):
    person = office.person(name="Dedi")
    office.order(person_id=person)
    around = office.rig.runtime.around
    names = Names(around.database, around.vault, "people")
    marks = names.marked("jakarta-timur-utara", datetime.now(UTC))
    office.person(id=person, name="Dedi Kurnia")
    names.keep({person: "Dedi"}, marks)
    assert fetching("people", offices)(office.rig.runtime) == 1
    assert shown(officer) == {str(person): "Dedi Kurnia"}


def test_an_order_before_its_person_is_shown_by_what_the_order_says(office: Office, officer):
    order = office.order(kecamatan="cilincing", device="basic", age_class="child")
    case = seen(office, order)
    assert (case["name"], case["kecamatan"], case["device"], case["protected"]) == (
        None,
        "cilincing",
        "basic",
        True,
    )
    office.person(id=order.person_id, kecamatan="koja", protected=False)
    case = seen(office, order)
    assert (case["kecamatan"], case["protected"]) == ("koja", False)
