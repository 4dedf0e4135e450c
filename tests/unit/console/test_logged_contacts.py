"""Three taps: who, how, and reached or not."""

from zoneinfo import ZoneInfo

from console.shown.logged import attempt, contact, is_meeting

WIB = ZoneInfo("Asia/Jakarta")


def test_only_the_client_reached_is_a_meeting():
    assert is_meeting({"reached": "yes", "target": "client"})
    assert not is_meeting({"reached": "no", "target": "client"})
    assert not is_meeting({"reached": "yes", "target": "guarantor"})


def test_a_meeting_has_the_id_of_its_form_and_happens_now_unless_said():
    found = contact({"channel": "phone", "result": "Sehat"}, "form-key", WIB)
    assert found["id"] == "form-key"
    assert found["result"] == "Sehat"
    assert "happened_at" not in found


def test_a_day_without_an_hour_is_taken_at_noon_of_the_office():
    found = attempt({"channel": "sms", "happened_on": "2021-06-05"}, "k", WIB)
    assert found["happened_at"] == "2021-06-05T12:00:00+07:00"


def test_a_text_message_counts_only_when_the_officer_says_so():
    assert contact({"channel": "sms", "confirmed": "yes"}, "k", WIB)["confirmed"] is True
    assert contact({"channel": "sms"}, "k", WIB)["confirmed"] is False


def test_a_day_that_is_none_is_left_for_the_service_to_refuse():
    found = attempt({"channel": "sms", "happened_on": "31/31"}, "k", WIB)
    assert found["happened_at"].startswith("31/31")
