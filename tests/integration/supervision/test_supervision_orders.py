"""What happens to an order, and what that does to its case."""

from datetime import date, timedelta

import pytest
from supervision_office import MONTHLY, TODAY, Office, Order, a_contact, nobody_answers

from chassis.ids import new_id


@pytest.fixture
def officer(office):
    return office.officer()


@pytest.fixture
def order(office, officer):
    return office.order()


def submitted(office, officer, order):
    for _ in range(3):
        nobody_answers(officer.calls, office.obligation(order))
        office.days_go_by(7)
    proposal = office.case(order)["open_proposal"]
    answer = officer.calls.post(f"/v1/proposals/{proposal}/submission", {})
    assert answer.status_code == 200, answer.json
    return proposal


def test_a_suspension_stops_everything(office: Office, officer, order):
    nobody_answers(officer.calls, office.obligation(order))
    office.suspend(order)
    case = office.case(order)
    assert (case["state"], case["open_visit"]) == ("suspended", None)
    assert {each["state"] for each in office.obligations(order, None)} == {"cancelled"}
    assert officer.calls.get("/v1/worklist").json["items"] == []
    told = office.rig.published("supervision.home-visit-withdrawn")
    assert [each.data["why"] for each in told] == ["suspended"]
    before = office.kinds()
    office.days_go_by(30)
    assert office.kinds() == before
    assert office.figures()["in_force_without_obligations"] == 0


def test_a_window_that_was_over_before_the_suspension_is_closed_as_always(office, officer, order):
    nobody_answers(officer.calls, office.obligation(order))
    office.rig.move(TODAY + timedelta(days=9))
    office.suspend(order)
    states = [each["state"] for each in office.obligations(order)]
    assert states[:3] == ["missed", "cancelled", "cancelled"]
    assert office.case(order)["misses"] == {"weekly_remote": 1}


def test_a_suspension_on_a_proposal_decides_it(office: Office, officer, order):
    proposal = submitted(office, officer, order)
    office.suspend(order, proposal=proposal)
    assert office.case(order)["open_proposal"] is None
    decided = office.head.get(f"/v1/proposals/{proposal}").json
    assert decided["state"] == "decided"
    assert decided["decision"] == {"outcome": "suspended", "on": office.rig.today.isoformat()}


def test_a_suspension_without_a_proposal_takes_a_draft_back(office: Office, officer, order):
    for _ in range(3):
        nobody_answers(officer.calls, office.obligation(order))
        office.days_go_by(7)
    office.suspend(order)
    assert office.figures()["proposals"]["withdrawn"] == 1
    assert office.case(order)["open_proposal"] is None


def test_a_proposal_that_was_rejected_leaves_the_case_going_on(office: Office, officer, order):
    proposal = submitted(office, officer, order)
    office.happens("proposal-rejected", order, proposal_id=proposal)
    case = office.case(order)
    assert (case["state"], case["open_proposal"]) == ("active", None)
    decided = office.head.get(f"/v1/proposals/{proposal}").json
    assert decided["decision"]["outcome"] == "rejected"
    nobody_answers(officer.calls, office.obligation(order))
    office.days_go_by(7)
    assert office.case(order)["open_proposal"] not in (None, proposal)


def test_after_an_annulled_suspension_windows_are_owed_again(office: Office, officer, order):
    office.suspend(order)
    office.rig.move(TODAY + timedelta(days=14))
    office.happens("order-reinstated", order)
    weekly = [each for each in office.obligations(order) if each["state"] == "scheduled"]
    assert weekly[0]["window_start"] == "2021-06-15"
    assert len(weekly) == 8
    office.days_go_by(14)
    weekly = [each for each in office.obligations(order) if each["state"] != "cancelled"]
    assert [each["state"] for each in weekly[:3]] == ["not_attempted", "not_attempted", "scheduled"]
    assert office.figures()["in_force_without_obligations"] == 0


def test_a_window_that_a_suspension_left_as_it_was_is_not_owed_twice(office, officer, order):
    path = f"/v1/obligations/{office.obligation(order)['id']}/contact"
    officer.calls.post(path, a_contact())
    office.suspend(order)
    office.happens("order-reinstated", order)
    today = [each for each in office.obligations(order) if each["window_start"] == "2021-06-01"]
    assert [each["state"] for each in today] == ["attended"]
    assert [each["state"] for each in office.obligations(order, MONTHLY)] == [
        "cancelled",
        "scheduled",
        "cancelled",
        "scheduled",
    ]


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        ("order-revoked", {"revoked_on": TODAY, "re_entry": TODAY, "not_counted_days": 2}),
        ("order-completed", {}),
    ],
)
def test_an_order_that_ended_ends_its_case(office: Office, officer, order, what, facts):
    office.happens(what, order, **facts)
    case = office.case(order)
    assert case["state"] == "ended"
    assert {each["state"] for each in office.obligations(order, None)} == {"cancelled"}
    told = office.rig.published("supervision.obligation-cancelled")
    assert {each.data["why"] for each in told} == {"ended"}
    assert officer.calls.get("/v1/officers").json[0]["caseload"] == 0
    office.days_go_by(20)
    assert office.figures()["cases"]["ended"] == 1


def test_an_order_that_ran_out_has_nothing_left_to_cancel(office: Office, officer):
    order = office.order(end=date(2021, 6, 15))
    office.days_go_by(14)
    office.happens("order-completed", order)
    assert {each["state"] for each in office.obligations(order, None)} == {"not_attempted"}
    assert office.figures()["cases"]["active"] == 0


def test_what_has_ended_is_not_suspended_any_more(office: Office, officer, order):
    office.happens("order-completed", order)
    office.suspend(order)
    assert office.rig.held() == {"held": 1, "parked": 0}


def test_a_fact_about_an_order_that_has_not_arrived_yet_waits_for_it(office: Office, officer):
    office.suspend(Order(id=new_id(), person_id=new_id()))
    assert office.rig.held()["held"] == 1
