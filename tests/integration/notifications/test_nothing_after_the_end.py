"""Whoever is suspended, back in prison or done gets not one message more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from notifications_office import JUNE_7, said

JUNE_6, JUNE_8 = JUNE_7 - timedelta(1), JUNE_7 + timedelta(1)


@pytest.mark.parametrize("what", ["suspended", "revoked", "completed"])
def test_zero_messages_after_the_event(carried, carrier, what):
    person = carried.client()
    carried.meeting(person)
    carried.meeting(person, due="2021-06-09")
    carried.hear_order(what, person)
    for day in range(6, 12):
        for hour in (8, 15):
            carried.at(JUNE_7.replace(day=day), hour)
    assert carrier.letters == []
    assert carried.messages() == []


def test_what_is_queued_is_taken_back_at_once(carried, carrier):
    person = carried.client()
    carried.rig.move(JUNE_7, 21)
    carried.hear_enrolment("confirmed", person, uuid4())
    carried.rig.run_jobs()
    assert carried.states() == ["queued"]
    carried.hear_order("suspended", person)
    assert carried.states() == ["cancelled"]
    carried.at(JUNE_8)
    assert carrier.letters == []


def test_an_order_that_ended_silences_only_what_is_about_it(office):
    person, second = office.client(), uuid4()
    office.hear_order("registered", person, second)
    office.meeting(person)
    office.meeting(person, case_id=str(second))
    office.hear_order("completed", person)
    office.at(JUNE_7)
    assert [each["order_id"] for each in office.messages()] == [str(second)]


def test_after_reinstatement_new_meetings_are_reminded_of_again(office):
    person = office.client()
    office.hear_order("suspended", person)
    office.hear_order("reinstated", person)
    office.meeting(person)
    office.at(JUNE_7)
    assert office.states() == ["sent"]


@pytest.mark.parametrize("what", ["fulfilled", "excused", "cancelled", "missed", "not-attempted"])
def test_a_meeting_that_is_settled_is_no_longer_reminded_of(office, what):
    person = office.client()
    meeting = office.meeting(person)
    office.at(JUNE_6, 15)
    office.hear_meeting(what, meeting, person)
    office.at(JUNE_7)
    assert office.states() == ["sent"]


def test_supervision_has_the_last_word_even_before_its_fact_arrives(office):
    meeting = office.meeting(office.client())
    office.owners.owes(meeting, "2021-06-07", "attended")
    office.at(JUNE_7)
    assert office.states() == ["cancelled"]
    assert office.messages()[0]["history"][-1]["why"] == "no_longer_on"


def test_registry_has_the_last_word_even_before_its_fact_arrives(carried, carrier):
    person = carried.client()
    carried.owners.contacts[str(person)]["orders"] = [{"id": str(person), "state": "suspended"}]
    carried.meeting(person)
    carried.at(JUNE_7)
    assert carried.states() == ["cancelled"]
    assert carrier.letters == []


def test_an_officer_need_not_ring_about_what_has_ended(office):
    person = office.client(phone="+62215551234")
    office.meeting(person)
    office.at(JUNE_7)
    assert office.states() == ["to_call"]
    office.hear_order("suspended", person)
    assert office.states() == ["cancelled"]
    (call,) = office.inbox(kind="call")
    assert (call["seen"], call["withdrawn"]) == (True, True)


def test_an_officer_need_not_ring_about_a_meeting_that_was_held(office):
    person = office.client(phone="+62215551234")
    meeting = office.meeting(person)
    office.at(JUNE_7)
    office.hear_meeting("fulfilled", meeting, person)
    assert office.states() == ["cancelled"]


def test_facts_of_a_person_who_is_not_known_yet_are_kept_all_the_same(carried, carrier):
    person = carried.owners.has_person()
    carried.hear_order("suspended", person)
    carried.meeting(person)
    carried.at(JUNE_7)
    assert carried.rig.held() == {"held": 0, "parked": 0}
    assert carrier.letters == []


def test_a_suspended_person_keeps_no_training_dates(office):
    person = office.client()
    office.hear_enrolment("confirmed", person, uuid4())
    office.hear_order("suspended", person)
    office.at(JUNE_8)
    assert office.states() == ["cancelled"]
    assert said(office.head.get("/v1/figures"))["due"] == 0
