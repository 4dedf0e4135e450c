"""Who has a place in a programme is told so, and of each session."""

from datetime import timedelta
from uuid import uuid4

import pytest
from notifications_office import JUNE_7

JUNE_8 = JUNE_7 + timedelta(1)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("confirmed", "mendapat tempat"),
        ("waitlisted", "daftar tunggu"),
        ("dropped", "tidak berlaku lagi"),
    ],
)
def test_what_becomes_of_a_place_is_told(carried, carrier, what, words):
    carried.hear_enrolment(what, carried.client(), uuid4())
    carried.rig.run_jobs()
    assert words in carrier.letters[0].text


def test_one_who_withdrew_knows_it(carried, carrier):
    carried.hear_enrolment("withdrawn", carried.client(), uuid4())
    carried.rig.run_jobs()
    assert carrier.letters == []


def test_what_is_no_longer_true_when_it_leaves_is_not_told(carried, carrier):
    person, programme = carried.client(), uuid4()
    carried.owners.away = {"registry"}
    enrolment = carried.hear_enrolment("waitlisted", person, programme)
    carried.rig.run_jobs()
    carried.hear_enrolment("confirmed", person, programme, enrolment_id=str(enrolment))
    carried.owners.away = set()
    carried.rig.run_jobs()
    assert [each.template for each in carrier.letters] == ["enrolment_confirmed"]


def test_everyone_who_has_a_place_by_then_is_reminded_of_a_session(carried, carrier):
    programme = uuid4()
    carried.hear_session(programme, JUNE_7)
    for what in ("confirmed", "confirmed", "waitlisted"):
        carried.hear_enrolment(what, carried.client(), programme)
    carried.hear_enrolment("confirmed", carried.client(), uuid4())
    carried.at(JUNE_7)
    sessions = [each for each in carrier.letters if each.template == "training_session"]
    assert len(sessions) == 2
    assert "hari ini, Senin 7 Juni pukul 09.00" in sessions[0].text


def test_a_session_that_moves_is_reminded_of_on_its_new_day(carried, carrier):
    programme = uuid4()
    carried.hear_enrolment("confirmed", carried.client(), programme)
    session = carried.hear_session(programme, JUNE_7)
    carried.hear_session(programme, JUNE_8, session_id=str(session))
    carried.at(JUNE_7, 8)
    assert "training_session" not in {each.template for each in carrier.letters}
    carried.at(JUNE_7, 15)
    assert "besok, Selasa 8 Juni" in carrier.letters[-1].text


def test_a_cancelled_session_is_told_of_and_no_longer_reminded_of(carried, carrier):
    programme = uuid4()
    carried.hear_enrolment("confirmed", carried.client(), programme)
    session = carried.hear_session(programme, JUNE_7)
    cancelled = {"session_id": str(session), "programme_id": str(programme), "on": "2021-06-07"}
    carried.rig.hear("training.session-cancelled", cancelled)
    carried.rig.run_jobs()
    carried.at(JUNE_7)
    templates = [each.template for each in carrier.letters]
    assert templates.count("training_session_cancelled") == 1
    assert "training_session" not in templates


def test_a_place_that_is_lost_before_the_session_has_no_reminder(carried, carrier):
    programme, person = uuid4(), carried.client()
    enrolment = carried.hear_enrolment("confirmed", person, programme)
    carried.hear_session(programme, JUNE_7)
    carried.hear_enrolment("dropped", person, programme, enrolment_id=str(enrolment))
    carried.at(JUNE_7)
    assert "training_session" not in {each.template for each in carrier.letters}


def test_every_officer_hears_of_an_open_programme(office):
    known = {"user_id": str(office.officer_id), "roles": ["officer"], "active": True}
    office.rig.hear("identity.user-changed", known)
    opened = {"programme_id": str(uuid4()), "field": "tata_boga", "mode": "offline"}
    office.rig.hear("training.programme-opened", opened)
    (item,) = office.inbox()
    assert (item["kind"], item["to_user"]) == ("programme_opened", str(office.officer_id))
    assert item["facts"]["field"] == "tata_boga"


def test_before_any_user_is_known_it_is_for_all_officers(office):
    opened = {"programme_id": str(uuid4()), "field": "tata_boga", "mode": "offline"}
    office.rig.hear("training.programme-opened", opened)
    (item,) = office.inbox()
    assert item["to_role"] == "officer"
