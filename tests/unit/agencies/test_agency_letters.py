"""What goes out is a CloudEvent of ids, codes and dates, and says its place."""

import json
from uuid import uuid4

import pytest
from agencies_builders import KEJARI, a_subscription, an_event, of_everything
from cloudevents.core.bindings.rabbitmq import RabbitMQMessage, from_structured_event

from agencies import handlers
from agencies.domain.catalogue import KINDS
from agencies.domain.detail import detail, initials
from agencies.domain.letter import letter, order_of
from chassis.envelope import CONTENT_TYPE
from chassis.handlers import handlers_of


def sent(event, to=None):
    return json.loads(letter(event, to or a_subscription().counted()))


def a_registration(**more):
    order, person = uuid4(), uuid4()
    return an_event(
        "registry.order-registered",
        person=person,
        **{
            "order_id": str(order),
            "person_id": str(person),
            "scheme": "asimilasi_rumah",
            "start": "2021-06-02",
            "end": "2021-12-02",
            "number": "IX.B/0001/2021",
            "prosecutor": KEJARI,
            "kecamatan": "cakung",
            "device": "none",
            **more,
        },
    )


def test_it_says_its_place_among_those_of_the_agency():
    to = a_subscription().counted().counted()
    told = sent(a_registration(), to)
    assert (told["subscriptionid"], told["subscriptionsequence"]) == (str(to.id), 2)


def test_only_what_is_offered_goes_out():
    event = a_registration(added_later="something")
    assert set(sent(event)["data"]) == {
        "order_id",
        "person_id",
        "scheme",
        "start",
        "end",
        "number",
        "prosecutor",
        "detail_url",
    }


def test_how_pamong_works_inside_stays_inside():
    assert not {"position", "positionepoch", "traceparent", "correlationid"} & set(
        sent(a_registration())
    )


def test_the_rest_can_be_asked_for():
    event = a_registration()
    assert sent(event)["data"]["detail_url"] == f"v1/my/orders/{event.data['order_id']}"


def test_a_late_start_is_of_the_order_that_is_its_case():
    case, person = str(uuid4()), str(uuid4())
    event = an_event(
        "supervision.start-overdue", case_id=case, person_id=person, officer_id=None, due="2021"
    )
    assert str(order_of(event)) == case
    assert sent(event)["data"] == {
        "case_id": case,
        "person_id": person,
        "due": "2021",
        "detail_url": f"v1/my/orders/{case}",
    }


def test_what_is_of_no_case_has_nothing_to_ask_for():
    event = an_event("training.programme-completed", programme_id=str(uuid4()), places=20)
    told = sent(event, of_everything().counted())
    assert told["data"]["detail_url"] is None
    assert "personid" not in told


def test_the_official_library_takes_it():
    body = letter(a_registration(), a_subscription().counted())
    event = from_structured_event(RabbitMQMessage(headers={}, body=body, content_type=CONTENT_TYPE))
    assert event.get_type() == "pamong.registry.order-registered.v1"
    assert event.get_extension("subscriptionsequence") == 1


def an_order(**sentence):
    return {
        "id": "o",
        "person_id": "p",
        "number": "IX.B/0001/2021",
        "state": "active",
        "sentence": {"offence": "pasal 362", "judgment_number": "12/Pid.B/2020", **sentence},
    }


@pytest.mark.parametrize(("protected", "shown"), [(False, "Slamet Riyadi"), (True, "S. R.")])
def test_a_child_is_shown_by_initials(protected, shown):
    found = detail(an_order(), {"name": "Slamet Riyadi", "protected": protected})
    assert found["name"] == shown


def test_a_case_is_found_by_the_judgment_and_not_by_the_offence():
    found = detail(an_order(), {"name": "Slamet", "protected": False, "phone": "+62812"})
    assert found["judgment_number"] == "12/Pid.B/2020"
    assert not {"offence", "phone", "sentence"} & set(found)


def test_initials_are_of_each_word():
    assert initials("nur'aini binti  salim") == "N. B. S."


def test_the_router_follows_all_that_is_on_offer_and_takes_events_whole():
    found, event = handlers_of(handlers), a_registration()
    assert set(found) == set(KINDS)
    assert found["registry.order-registered"].read(event) is event
