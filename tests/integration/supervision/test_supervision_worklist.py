"""Whom an officer meets today: one answer, the most urgent first, with reasons."""

from datetime import timedelta

import pytest
from pymongo import monitoring
from supervision_office import (
    MONTHLY,
    TODAY,
    WEEKLY,
    Office,
    a_contact,
    an_attempt,
    nobody_answers,
)

from chassis.store import connect


@pytest.fixture
def officer(office):
    return office.officer()


def items(officer, query=""):
    answer = officer.calls.get(f"/v1/worklist{query}")
    assert answer.status_code == 200, answer.json
    return answer.json["items"]


def meet(office, officer, order, kind=WEEKLY):
    path = f"/v1/obligations/{office.obligation(order, kind)['id']}/contact"
    assert officer.calls.post(path, a_contact(channel="in_person_office")).status_code == 200


def test_a_row_is_a_person_and_a_next_step(office: Office, officer):
    person = office.person(name="Siti Maesaroh", kecamatan="cakung", device="basic")
    order = office.order(person_id=person)
    office.rig.run_jobs()
    answer = officer.calls.get("/v1/worklist").json
    assert {name: answer[name] for name in ("on", "officer_id", "caseload", "limit")} == {
        "on": TODAY.isoformat(),
        "officer_id": str(officer.id),
        "caseload": 1,
        "limit": 60,
    }
    weekly = next(each for each in answer["items"] if each["obligation_kind"] == WEEKLY)
    owed = office.obligation(order)
    assert weekly == {
        "kind": "obligation",
        "id": owed["id"],
        "version": 1,
        "case_id": str(order.id),
        "person_id": str(person),
        "name": "Siti Maesaroh",
        "kecamatan": "cakung",
        "device": "basic",
        "protected": False,
        "obligation_id": owed["id"],
        "obligation_kind": WEEKLY,
        "window_start": "2021-06-01",
        "window_end": "2021-06-08",
        "due": "2021-06-07",
        "in_person": False,
        "attempts": 0,
        "last_reached": None,
        "late": False,
        "why": ["no_contact_yet"],
        "start_due": "2021-06-03",
    }
    assert answer["counts"] == {
        "obligations": 2,
        "home_visits": 0,
        "late": 0,
        "today": 0,
        "no_contact_yet": 1,
        "clients": 1,
        "drafts": 0,
    }


def test_what_is_late_comes_first_then_what_ends_today_then_what_is_planned(office, officer):
    old = office.order(start=TODAY - timedelta(days=1), handed_over=TODAY)
    meet(office, officer, old)
    meet(office, officer, old, MONTHLY)
    unreachable = office.order()
    meet(office, officer, unreachable, MONTHLY)
    nobody_answers(officer.calls, office.obligation(unreachable))
    office.days_go_by(6)
    shown = [(each["case_id"], each["kind"], each["why"]) for each in items(officer)]
    assert shown == [
        (str(unreachable.id), "home_visit", ["overdue"]),
        (str(unreachable.id), "obligation", ["last_day", "not_reached"]),
        (str(old.id), "obligation", []),
    ]


def test_one_more_miss_before_the_threshold_stands_above_what_is_planned(office, officer):
    slipping, fine = office.order(), office.order()
    for order in (slipping, fine):
        meet(office, officer, order, MONTHLY)
    meet(office, officer, fine)
    for _ in range(2):
        nobody_answers(officer.calls, office.obligation(slipping))
        office.days_go_by(7)
        visit = office.case(slipping)["open_visit"]
        report = {"id": str(slipping.id), "result": "not_found", "findings": ""}
        officer.calls.post(f"/v1/home-visits/{visit}/report", report)
    first = items(officer)[0]
    assert (first["case_id"], first["why"]) == (str(slipping.id), ["misses_2"])


def test_a_start_that_is_due_today_or_over_is_said(office: Office, officer):
    office.order()
    office.days_go_by(2)
    assert items(officer)[0]["why"] == ["start_last_day", "no_contact_yet"]
    office.days_go_by(1)
    assert items(officer)[0]["why"] == ["start_overdue", "no_contact_yet"]


def test_a_client_without_a_telephone_is_said(office: Office, officer):
    office.order(phone_known=False)
    assert all("no_phone" in each["why"] for each in items(officer))


def test_tries_show_in_the_row(office: Office, officer):
    order = office.order()
    path = f"/v1/obligations/{office.obligation(order)['id']}/attempts"
    officer.calls.post(path, an_attempt(target="guarantor", reached=True))
    row = next(each for each in items(officer) if each["obligation_kind"] == WEEKLY)
    assert (row["attempts"], row["last_reached"], row["version"]) == (1, True, 2)


def test_what_is_met_is_gone_and_another_day_shows_what_is_owed_then(office: Office, officer):
    order = office.order()
    meet(office, officer, order)
    assert {each["obligation_kind"] for each in items(officer)} == {MONTHLY}
    later = items(officer, f"?on={TODAY + timedelta(days=7)}")
    assert {each["obligation_kind"] for each in later} == {WEEKLY, MONTHLY}


def test_a_supervisor_sees_any_officers_list(office: Office, officer):
    office.order()
    answer = office.supervisor.get(f"/v1/worklist?officer={officer.id}")
    assert len(answer.json["items"]) == 2
    assert office.supervisor.get("/v1/worklist").json["items"] == []


def test_with_the_registry_away_the_list_still_shows_who(office: Office, officer):
    known, unknown = office.person(name="Paijo"), office.person(name="Sumiati")
    office.order(person_id=known)
    office.registry.names.pop(unknown)
    office.rig.run_jobs()
    office.registry.away = True
    office.order(person_id=unknown)
    office.rig.run_jobs()
    assert {each["name"] for each in items(officer)} == {"Paijo", None}


class Counted(monitoring.CommandListener):
    """Counts what the store is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def started(self, event):
        self.asked += event.command_name in {"find", "aggregate", "getMore"}

    def succeeded(self, event):
        """Nothing to do."""

    def failed(self, event):
        """Nothing to do."""


def test_it_takes_a_handful_of_queries_however_many_clients(store_url, database):
    counted = Counted()
    monitoring.register(counted)
    try:
        with connect(store_url) as client:
            office = Office(client, database.name)
            officer = office.officer()
            asked = []
            for _ in range(2):
                for _ in range(10):
                    office.order()
                before = counted.asked
                items(officer)
                asked.append(counted.asked - before)
    finally:
        monitoring._LISTENERS.command_listeners.remove(counted)
    assert asked[0] == asked[1] <= 7
