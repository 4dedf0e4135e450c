"""Contacts, as the service that sends messages asks for them at the moment of sending."""

from uuid import uuid4

import pytest

from chassis.auth import Role
from chassis.testing.rig import Rig
from registry.app import SERVICE

MOBILE, OTHER = "+6281200012345", "+6281200054321"


@pytest.fixture
def registry(store_client, database):
    return Rig(SERVICE, store_client, database.name)


def hand_over(registry, **known):
    """A person under an order in force; the order."""
    body = {
        "person": {
            "name": "Slamet Riyadi",
            "birth_date": "1987-11-12",
            "phone": MOBILE,
            "device": "smartphone",
            "internet": "good",
            **known,
        },
        "guarantor": {"name": "Sumiati", "relation": "istri", "phone": OTHER},
        "order": {
            "scheme": "asimilasi_rumah",
            "decree_number": f"W10-{uuid4().hex[:8]}",
            "decree_date": "2021-05-25",
            "start": "2021-05-28",
            "end": "2021-12-28",
        },
        "sentence": {"detained_from": "2020-01-01", "term": {"years": 2}},
        "handed_over": "2021-05-28",
        "prosecutor": "Kejari Jakarta Timur",
    }
    answer = registry.caller(Role.REGISTRAR).post("/v1/handovers", body)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def contacts(registry, *ids, role=Role.SERVICE, **caller):
    body = {"ids": [str(each) for each in ids]}
    return registry.caller(role, **caller).post("/v1/persons/contacts", body)


def test_a_person_is_told_of_as_reached_now(registry):
    order = hand_over(registry)
    (item,) = contacts(registry, order["person_id"]).get_json()["items"]
    assert item == {
        "person_id": order["person_id"],
        "name": "Slamet Riyadi",
        "phone": MOBILE,
        "device": "smartphone",
        "internet": "good",
        "shared_phone": False,
        "language": "id",
        "guarantor": {"name": "Sumiati", "relation": "istri", "phone": OTHER},
        "protected": False,
        "orders": [{"id": order["id"], "state": "active"}],
    }


def test_a_number_that_was_put_right_is_the_one_that_is_told(registry):
    person = hand_over(registry)["person_id"]
    change = {"phone": "+6281200077777"}
    assert registry.caller(Role.REGISTRAR).patch(f"/v1/persons/{person}", change).status_code == 200
    (item,) = contacts(registry, person).get_json()["items"]
    assert item["phone"] == "+6281200077777"


def test_a_suspended_order_is_told_as_such(registry):
    order = hand_over(registry)
    decision = {"decree_number": "W10-1", "on": "2021-06-01", "reason": "Keadaan mendesak"}
    path = f"/v1/orders/{order['id']}/suspension"
    answer = registry.caller(Role.HEAD).post(path, decision)
    assert answer.status_code < 300, answer.text
    (item,) = contacts(registry, order["person_id"]).get_json()["items"]
    assert [each["state"] for each in item["orders"]] == ["suspended"]


@pytest.mark.parametrize("known", [{"device": "borrowed"}, {"phone": OTHER}])
def test_a_telephone_that_others_read_is_told_as_shared(registry, known):
    person = hand_over(registry, **known)["person_id"]
    (item,) = contacts(registry, person).get_json()["items"]
    assert item["shared_phone"] is True


def test_a_child_is_told_as_protected(registry):
    person = hand_over(registry, birth_date="2006-01-01")["person_id"]
    (item,) = contacts(registry, person).get_json()["items"]
    assert item["protected"] is True


def test_unknown_persons_and_those_of_other_offices_are_left_out(registry):
    person = hand_over(registry)["person_id"]
    assert contacts(registry, uuid4()).get_json() == {"items": []}
    assert contacts(registry, person, office="bandung").get_json() == {"items": []}


def test_who_was_asked_for_is_recorded(registry):
    person = hand_over(registry)["person_id"]
    contacts(registry, person)
    entries = registry.runtime.around.database["audit_pending"].find({"action": "reach_persons"})
    assert [each["facts"]["subjects"] for each in entries] == [[person]]


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.SERVICE])
def test_only_services_are_answered(registry, role):
    assert contacts(registry, role=role).status_code == 403


def test_more_than_a_hundred_at_once_are_refused(registry):
    assert contacts(registry, *[uuid4() for _ in range(101)]).status_code == 422


def test_unknown_fields_are_refused(registry):
    answer = registry.caller(Role.SERVICE).post("/v1/persons/contacts", {"ids": [], "extra": 1})
    assert answer.status_code == 422
