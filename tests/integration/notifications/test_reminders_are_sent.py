"""Reminders leave when they are due, to those who still owe the meeting, in fitting words."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from notifications_office import JUNE_7

JUNE_6, JUNE_8 = JUNE_7 - timedelta(1), JUNE_7 + timedelta(1)


def test_a_meeting_is_reminded_of_on_the_day_before_and_on_the_morning(office):
    office.meeting(office.client())
    office.at(JUNE_6, 13)
    assert office.messages() == []
    office.at(JUNE_6, 14)
    assert office.states() == ["sent"]
    office.at(JUNE_7, 8)
    office.at(JUNE_7, 12)
    assert office.states() == ["sent", "sent"]


def test_a_meeting_is_planned_as_one_document_whatever_the_number_of_messages(office):
    office.meeting(office.client())
    assert office.rig.runtime.around.database["reminders"].count_documents({}) == 1


def test_the_text_names_the_day_and_goes_to_the_number_that_is_known_now(carried, carrier):
    person = carried.client(phone="+6281200099999")
    carried.meeting(person)
    carried.owners.has_person(person)
    carried.at(JUNE_7)
    (letter,) = carrier.letters
    assert letter.address == "+6281200012345"
    assert "hari ini, Senin 7 Juni" in letter.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("weekly_remote", "lewat telepon"),
        ("monthly_in_person", "datang ke kantor Bapas"),
        ("monthly", "wajib lapor bulanan"),
    ],
)
def test_each_kind_of_meeting_has_its_own_words(carried, carrier, kind, words):
    carried.meeting(carried.client(), kind=kind)
    carried.at(JUNE_7)
    assert words in carrier.letters[0].text


@pytest.mark.parametrize(
    ("known", "channel", "wording"),
    [
        ({"device": "smartphone", "internet": "good"}, "whatsapp", "plain"),
        ({}, "sms", "plain"),
        ({"shared_phone": True}, "sms", "neutral"),
        ({"phone": None, "device": "none"}, "sms", "guarantor"),
    ],
)
def test_the_way_and_the_words_are_by_what_the_person_has(
    carried, carrier, known, channel, wording
):
    carried.meeting(carried.client(**known))
    carried.at(JUNE_7)
    (letter,) = carrier.letters
    assert (letter.channel, letter.wording) == (channel, wording)


def test_the_guarantor_is_told_whom_it_is_for_and_nothing_of_the_office(carried, carrier):
    carried.meeting(carried.client(phone=None))
    carried.at(JUNE_7)
    assert "Slamet Riyadi" in carrier.letters[0].text
    assert "Bapas" not in carrier.letters[0].text


def test_a_language_that_the_person_reads_is_used(carried, carrier):
    carried.meeting(carried.client(language="en"))
    carried.at(JUNE_7)
    assert "today, Monday 7 June" in carrier.letters[0].text


def test_a_copy_for_the_guarantor_is_sent_where_the_person_wants_one(carried, carrier):
    person = carried.client()
    wishes = {"refuses": [], "guarantor_copy": True}
    assert carried.officer.put(f"/v1/persons/{person}/wishes", wishes).status_code == 200
    carried.meeting(person)
    carried.at(JUNE_7)
    assert {each.address for each in carrier.letters} == {"+6281200012345", "+6281200054321"}


def test_nobody_is_reminded_of_a_meeting_for_which_the_office_is_closed(office):
    office.meeting(office.client(), excused_holiday=True)
    office.at(JUNE_7)
    assert office.messages() == []


def test_a_clock_that_jumps_over_the_night_sends_only_what_is_still_of_use(office):
    person = office.client()
    office.meeting(person)
    office.meeting(person, due="2021-06-08")
    office.rig.move(JUNE_6, 12)
    office.at(JUNE_7, 9)
    assert [each["facts"]["day"] for each in office.messages()] == ["2021-06-07"]
    office.at(JUNE_7, 15)
    assert [each["facts"]["day"] for each in office.messages()] == ["2021-06-07", "2021-06-08"]


def test_after_a_week_away_nothing_old_is_sent(office):
    office.meeting(office.client())
    office.at(JUNE_7 + timedelta(7))
    assert office.messages() == []


def test_at_night_a_notice_waits_until_the_morning(office):
    person = office.client()
    office.rig.move(JUNE_7, 21)
    office.hear_enrolment("confirmed", person, uuid4())
    office.rig.run_jobs()
    assert office.states() == ["queued"]
    assert office.owners.asked == []
    office.at(JUNE_8, 6)
    assert office.states() == ["queued"]
    office.at(JUNE_8, 7)
    assert office.states() == ["sent"]


def test_hundreds_that_are_due_at_once_are_asked_about_together(office):
    for _ in range(3):
        person = office.client()
        for _ in range(100):
            office.meeting(person)
    office.rig.move(JUNE_7)
    office.send_all()
    assert office.states() == ["sent"] * 300
    assert office.owners.asked.count("POST /v1/persons/contacts") == 2


def test_what_was_sent_is_kept_and_logged_without_number_name_or_text(office, capsys):
    office.meeting(office.client())
    office.at(JUNE_7)
    (message,) = office.messages()
    logged = "".join(capsys.readouterr())
    assert message["id"] in logged
    database = office.rig.runtime.around.database
    kept = repr([list(database[each].find({})) for each in database.list_collection_names()])
    for personal in ("+62812", "Slamet", "Senin"):
        assert personal not in kept + logged


def test_the_office_may_say_it_in_its_own_words(carried, carrier):
    texts = carried.head.get("/v1/templates/obligation_remote").get_json()["texts"]
    texts["plain"]["id"] = "Bapas Jaktim: jangan lupa, {when}."
    assert carried.head.put("/v1/templates/obligation_remote", {"texts": texts}).status_code == 200
    carried.meeting(carried.client())
    carried.at(JUNE_7)
    assert carrier.letters[0].text == "Bapas Jaktim: jangan lupa, hari ini, Senin 7 Juni."


def test_offices_are_each_sent_for_by_themselves(store_client, office):
    office.meeting(office.client())
    elsewhere = {"person_id": str(office.client()), "protected": False}
    office.rig.hear("registry.person-recorded", elsewhere, office="bandung")
    office.at(JUNE_7)
    assert office.states() == ["sent"]


def test_a_day_has_its_date_in_the_offices_zone(office):
    office.meeting(office.client(), due="2021-06-08")
    office.at(date(2021, 6, 7), 23)
    assert office.messages() == []
