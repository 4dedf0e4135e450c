"""What fails is tried again, goes another way, or is shown; never sent twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from notifications_office import JUNE_7, said

from notifications.domain.letters import NotAccepted, OptedOut, Unsure
from notifications.policy_files import shipped_policies

POLICY = shipped_policies()[0]
BUSY = NotAccepted("busy", permanent=False)
NO_SUCH_NUMBER = NotAccepted("no_such_number", permanent=True)


def later(seconds):
    """The system's clock, which alone decides about retries."""
    return time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds), tick=True)


@pytest.mark.parametrize("who", ["registry", "supervision"])
def test_while_an_owner_is_away_nothing_is_guessed_and_it_is_sent_later(office, who):
    office.meeting(office.client())
    office.owners.away = {who}
    office.at(JUNE_7)
    assert office.states() == []
    assert said(office.head.get("/v1/figures"))["due"] == 1
    office.owners.away = set()
    office.rig.run_jobs()
    assert office.states() == ["sent"]


def test_one_of_whom_registry_says_nothing_is_asked_about_again(office):
    person = office.client()
    known = office.owners.contacts.pop(str(person))
    office.meeting(person)
    office.at(JUNE_7)
    assert office.states() == ["retrying"]
    office.owners.contacts[str(person)] = known
    office.rig.run_jobs()
    assert office.states() == ["retrying"]
    with later(POLICY.retry_seconds[0] + 1):
        office.rig.run_jobs()
    assert office.states() == ["sent"]


def test_a_passing_failure_is_tried_again_after_its_wait_and_not_before(carried, carrier):
    carried.meeting(carried.client())
    carrier.answers = [BUSY, BUSY]
    carried.at(JUNE_7)
    carried.rig.run_jobs()
    assert len(carrier.letters) == 1
    with later(POLICY.retry_seconds[0] + 1):
        carried.rig.run_jobs()
    with later(POLICY.retry_seconds[1] - 5):
        carried.rig.run_jobs()
    assert len(carrier.letters) == 2
    with later(sum(POLICY.retry_seconds[:2]) + 1):
        carried.rig.run_jobs()
    assert carried.states() == ["sent"]


def test_after_the_last_try_it_is_given_up_and_the_officer_told(carried, carrier):
    person = carried.client()
    carried.meeting(person)
    carrier.answers = [BUSY] * 9
    carried.at(JUNE_7)
    for tries in range(len(POLICY.retry_seconds)):
        with later(sum(POLICY.retry_seconds[: tries + 1]) + 60):
            carried.rig.run_jobs()
    assert carried.states() == ["failed"]
    (failed,) = carried.rig.published("notifications.message-failed")
    assert (failed.personid, failed.data["why"]) == (person, "busy")
    assert [each["kind"] for each in carried.inbox(kind="message_failed")] == ["message_failed"]


def test_a_number_that_leads_nowhere_is_told_once_and_the_next_way_taken(carried, carrier):
    person = carried.client()
    carried.meeting(person)
    carrier.answers = [NO_SUCH_NUMBER]
    carried.at(JUNE_7)
    assert carried.states() == ["to_call"]
    (unreachable,) = carried.rig.published("notifications.channel-unreachable")
    assert (unreachable.personid, unreachable.data["channel"]) == (person, "sms")
    carried.meeting(person, due="2021-06-08")
    carried.at(JUNE_7, 15)
    assert len(carrier.letters) == 1


def test_a_new_number_is_tried_though_the_old_one_led_nowhere(carried, carrier):
    person = carried.client()
    carried.meeting(person)
    carrier.answers = [NO_SUCH_NUMBER]
    carried.at(JUNE_7)
    changed = {"person_id": str(person), "protected": False}
    carried.rig.hear("registry.person-changed", changed, person=person)
    carried.meeting(person, due="2021-06-08")
    carried.at(JUNE_7, 15)
    assert len(carrier.letters) == 2


def test_one_whom_no_telephone_reaches_is_shown_once_to_the_officer(office):
    person = office.client(phone=None, guarantor=None)
    office.meeting(person)
    office.meeting(person, due="2021-06-08")
    office.at(JUNE_7)
    office.at(JUNE_7, 15)
    assert office.states() == ["failed", "failed"]
    (item,) = office.inbox(kind="nobody_by_phone")
    assert item["person_id"] == str(person)


def test_one_who_opted_out_gets_no_more_of_these(carried, carrier):
    person = carried.client()
    carried.meeting(person)
    carrier.answers = [OptedOut()]
    carried.at(JUNE_7)
    assert carried.states() == ["opted_out"]
    carried.meeting(person, due="2021-06-08")
    carried.at(JUNE_7, 15)
    assert carried.states() == ["opted_out", "to_call"]


def test_two_senders_at_once_send_each_message_once(carried, carrier):
    for _ in range(4):
        person = carried.client()
        for _ in range(25):
            carried.meeting(person)
    carried.rig.move(JUNE_7)
    senders = [threading.Thread(target=carried.rig.run_jobs) for _ in range(3)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    carried.send_all()
    sent = [each.message_id for each in carrier.letters]
    assert len(sent) == len(set(sent)) == 100
    assert carried.states() == ["sent"] * 100


@pytest.mark.parametrize("crash", [RuntimeError("the worker died"), Unsure()])
def test_a_message_that_may_have_left_is_shown_as_unknown_and_not_sent_again(
    carried, carrier, crash
):
    carried.meeting(carried.client())
    carrier.answers = [crash]
    carried.at(JUNE_7)
    with later(POLICY.unknown_after_seconds + 1):
        carried.rig.run_jobs()
        carried.rig.run_jobs()
    assert carried.states() == ["unknown"]
    assert len(carrier.letters) == 1
    assert len(carried.inbox(kind="message_unknown")) == 1


def test_while_it_is_being_sent_nobody_takes_a_message_for_lost(carried, carrier):
    carried.meeting(carried.client())
    carrier.answers = [RuntimeError("still at it, for all that others know")]
    carried.at(JUNE_7)
    with later(POLICY.unknown_after_seconds - 5):
        carried.rig.run_jobs()
    assert carried.states() == ["sending"]


def test_the_carriers_report_reaches_the_message_whatever_the_order(carried):
    carried.meeting(carried.client())
    carried.at(JUNE_7)
    (message,) = carried.messages()
    path = f"/v1/messages/{message['id']}/reports"
    delivered = {"state": "delivered", "at": "2021-06-07T02:00:00Z"}
    failed = {"state": "failed", "at": "2021-06-07T01:00:00Z", "why": "barred"}
    said(carried.gateway.post(path, delivered))
    said(carried.gateway.post(path, failed))
    assert carried.states() == ["delivered"]
    (told,) = carried.rig.published("notifications.message-delivered")
    assert told.data["obligation_id"] == message["subject_id"]


def test_an_officer_rings_where_only_a_landline_is_known(office):
    office.meeting(office.client(phone="+62215551234"))
    office.at(JUNE_7)
    (call,) = office.inbox(kind="call")
    path = f"/v1/messages/{call['message_id']}"
    assert "hari ini" in said(office.officer.get(path))["text"]
    said(office.officer.post(f"{path}/outcome", {"outcome": "told"}))
    assert office.states() == ["delivered"]
    assert office.inbox(kind="call", seen="false") == []
    again = office.officer.post(f"{path}/outcome", {"outcome": "told"})
    assert (again.status_code, again.get_json()["code"]) == (409, "not_waiting_for_call")


def test_a_wrong_number_sends_the_next_message_to_the_guarantor(carried, carrier):
    person = carried.client(phone="+62215551234")
    carried.meeting(person)
    carried.at(JUNE_7)
    (message,) = carried.messages()
    path = f"/v1/messages/{message['id']}/outcome"
    said(carried.officer.post(path, {"outcome": "wrong_number"}))
    carried.meeting(person, due="2021-06-08")
    carried.at(JUNE_7, 15)
    assert [each.wording for each in carrier.letters] == ["guarantor"]


def test_a_call_that_nobody_made_in_time_leaves_the_inbox(office):
    office.meeting(office.client(phone="+62215551234"))
    office.at(JUNE_7)
    office.at(JUNE_7, 13)
    assert office.states() == ["cancelled"]
    assert office.inbox(kind="call", seen="false") == []
