"""Figures that reconcile, a person's history, officers and the calendar."""

from datetime import date, timedelta

import pytest
from supervision_office import TODAY, Office, a_contact, an_attempt, nobody_answers

from chassis.ids import new_id


@pytest.fixture
def officer(office):
    return office.officer()


def test_what_was_due_is_the_sum_of_what_came_of_it(office: Office, officer):
    met, missed, excused, forgotten, suspended = [office.order() for _ in range(5)]
    owed = office.obligation(met)["id"]
    officer.calls.post(f"/v1/obligations/{owed}/contact", a_contact())
    nobody_answers(officer.calls, office.obligation(missed))
    owed = office.obligation(excused)["id"]
    officer.calls.post(f"/v1/obligations/{owed}/excuse", {"reason": "sakit"})
    office.days_go_by(7)
    office.suspend(suspended)
    figures = office.figures()
    assert figures["cases"] == {"active": 4, "suspended": 1, "ended": 0, "transferred": 0}
    by_state = figures["obligations"]
    assert {state: count for state, count in by_state.items() if state != "scheduled"} == {
        "attended": 1,
        "missed": 1,
        "excused": 1,
        "excused_holiday": 0,
        "not_attempted": 2,
        "attended_late": 0,
        "cancelled": 15,
    }
    orders = (met, missed, excused, forgotten, suspended)
    everything = [each for order in orders for each in office.obligations(order, None)]
    assert sum(by_state.values()) == len(everything)
    assert figures["home_visits"]["open"] == 1
    assert figures["in_force_without_obligations"] == 0


def test_a_case_that_lost_an_obligation_is_noticed(office: Office, officer):
    order = office.order()
    office.order()
    kept = office.rig.runtime.around.database["obligations"]
    kept.delete_many({"case_id": order.id, "window_start": TODAY.isoformat()})
    assert office.figures()["in_force_without_obligations"] == 1


def test_a_case_that_has_not_begun_or_owes_nothing_more_is_no_lapse(office: Office, officer):
    office.order(start=date(2021, 7, 1))
    office.order(end=date(2021, 6, 10))
    assert office.figures()["in_force_without_obligations"] == 0
    office.rig.move(date(2021, 6, 9))  # two days of a week are left: less than half
    office.rig.run_jobs()
    assert office.figures()["in_force_without_obligations"] == 0


def test_a_person_has_a_history_in_order_with_who_did_it(office: Office, officer):
    order = office.order(phone_known=False)
    owed = office.obligation(order)["id"]
    officer.calls.post(f"/v1/obligations/{owed}/attempts", an_attempt(reached=True))
    officer.calls.post(f"/v1/obligations/{owed}/contact", a_contact())
    shown = officer.calls.get(f"/v1/persons/{order.person_id}/timeline").json["items"]
    assert [each["kind"] for each in shown] == [
        "officer-assigned",
        "home-visit-opened",
        "contact-attempted",
        "obligation-fulfilled",
        "home-visit-withdrawn",
        "supervision-started",
    ]
    assert shown[0]["actor"] is None
    assert shown[0]["working"] == []
    tried = shown[2]
    assert (tried["service"], tried["actor"]) == ("supervision", str(officer.id))
    assert (tried["on"], tried["facts"]["channel"]) == (TODAY.isoformat(), "phone")
    assert "person_id" not in tried["facts"]


def test_what_is_published_to_nobody_is_in_the_history_too(office: Office, officer):
    order = office.order()
    for _ in range(3):
        nobody_answers(officer.calls, office.obligation(order))
        office.days_go_by(7)
    shown = office.head.get(f"/v1/persons/{order.person_id}/timeline").json["items"]
    drafted = next(each for each in shown if each["kind"] == "revocation-drafted")
    assert (drafted["facts"]["ground"], drafted["facts"]["misses"]) == ("K2", 3)


def test_officers_are_listed_with_their_caseload(office: Office, officer):
    office.order()
    left = office.officer()
    office.order()
    office.user_changed(left.id, active=False)
    shown = office.head.get("/v1/officers").json
    assert [(each["id"], each["active"], each["caseload"]) for each in shown] == [
        (str(officer.id), True, 1),
        (str(left.id), False, 1),
    ]
    assert shown[0]["limit"] == 60


def test_kecamatan_are_kept_in_small_letters(office: Office, officer):
    path = f"/v1/officers/{officer.id}"
    answer = office.head.put(path, {"kecamatan": [" Koja", "CAKUNG"]}, If_Match='"1"')
    assert (answer.status_code, answer.json["kecamatan"]) == (200, ["cakung", "koja"])
    assert office.head.put(path, {"kecamatan": []}, If_Match='"1"').status_code == 412
    assert office.head.put(f"/v1/officers/{new_id()}", {"kecamatan": []}).status_code == 404


def test_a_case_beyond_the_limit_is_told(office: Office, officer):
    for _ in range(61):
        office.order(end=TODAY + timedelta(days=7))
    told = office.rig.published("supervision.caseload-exceeded")
    assert [(each.data["caseload"], each.data["limit"]) for each in told] == [(61, 60)]


def test_a_day_on_which_the_office_is_closed_does_not_count(office: Office, officer):
    assert office.head.get("/v1/calendar").json == {
        "version": 1,
        "closed": [],
        "joint_leave_is_off": True,
    }
    answer = office.head.put("/v1/calendar", {"closed": ["2021-06-02"]})
    assert answer.status_code == 200
    order = office.order()
    case = office.case(order)
    assert case["start_due"] == "2021-06-04"
    assert case["working"]["skipped"] == [{"date": "2021-06-02", "why": "office_closed"}]
    assert office.head.put("/v1/calendar", {"closed": []}, If_Match='"1"').status_code == 412
