"""Home visits: what an officer found."""

import pytest
from supervision_office import TODAY, Office, nobody_answers

from chassis.ids import new_id


@pytest.fixture
def officer(office):
    return office.officer()


@pytest.fixture
def order(office, officer):
    return office.order(phone_known=False)


def report(office, order, **given):
    return f"/v1/home-visits/{office.case(order)['open_visit']}/report", {
        "id": str(new_id()),
        "result": "found_ok",
        "findings": "di rumah bersama keluarga",
    } | given


def test_a_client_who_was_seen_at_home_was_met(office: Office, officer, order):
    path, body = report(office, order)
    answer = officer.calls.post(path, body)
    assert (answer.status_code, answer.json["state"]) == (200, "completed")
    case = office.case(order)
    assert (case["open_visit"], case["first_contact_on"]) == (None, TODAY.isoformat())
    assert office.kinds()[-2:] == ["home-visit-completed", "supervision-started"]


def test_a_client_who_was_not_found_was_not_met(office: Office, officer, order):
    path, body = report(office, order, result="not_found")
    officer.calls.post(path, body)
    assert office.case(order)["first_contact_on"] is None


def test_the_same_report_twice_changes_nothing_and_another_is_refused(office, officer, order):
    path, body = report(office, order)
    first = officer.calls.post(path, body)
    assert officer.calls.post(path, body).json == first.json
    other = officer.calls.post(path, body | {"id": str(new_id())})
    assert (other.status_code, other.json["code"]) == (409, "visit_not_open")


def test_a_visit_on_a_stale_version_or_before_it_was_opened_is_refused(office, officer, order):
    path, body = report(office, order)
    assert officer.calls.post(path, body, If_Match='"7"').status_code == 412
    early = officer.calls.post(path, body | {"on": "2021-05-31"})
    assert early.json["code"] == "window_not_open"


def test_after_a_visit_another_may_open_in_another_week(office: Office, officer, order):
    path, body = report(office, order, result="moved")
    officer.calls.post(path, body)
    nobody_answers(officer.calls, office.obligation(order))
    assert office.case(order)["open_visit"] is not None


def test_findings_are_sealed_and_read_one_by_one(office: Office, officer, order):
    path, body = report(office, order)
    officer.calls.post(path, body)
    kept = office.rig.runtime.around.database["home_visits"].find_one({})
    assert "keluarga" not in str(kept)
    listed = officer.calls.get("/v1/home-visits?state=completed").json["items"][0]
    assert "findings" not in listed["report"]
    read = officer.calls.get(f"/v1/home-visits/{listed['id']}").json
    assert read["report"]["findings"] == body["findings"]
