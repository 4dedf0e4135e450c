"""What the calendar alone brings about: windows that end, starts that are late, weeks ahead."""

from datetime import date, timedelta

import pytest
from supervision_office import MONTHLY, TODAY, Office, a_contact, nobody_answers

from chassis.auth import Role
from supervision import jobs


@pytest.fixture
def officer(office):
    return office.officer()


@pytest.fixture
def order(office, officer):
    return office.order()


def states(obligations):
    return [each["state"] for each in obligations]


def contact(obligation):
    return f"/v1/obligations/{obligation['id']}/contact"


def miss_weeks(office, officer, order, weeks):
    for _ in range(weeks):
        nobody_answers(officer.calls, office.obligation(order))
        office.days_go_by(7)


def test_a_window_that_nobody_tried_is_the_offices_lapse(office: Office, officer, order):
    office.days_go_by(6)
    assert office.obligation(order)["state"] == "scheduled"
    office.days_go_by(1)
    assert states(office.obligations(order))[:2] == ["not_attempted", "scheduled"]
    told = office.rig.published("supervision.obligation-not-attempted")
    assert [each.data["window_start"] for each in told] == [TODAY.isoformat()]
    assert office.case(order)["misses"] == {}


def test_a_window_that_was_tried_in_vain_is_a_miss(office: Office, officer, order):
    miss_weeks(office, officer, order, 1)
    assert states(office.obligations(order))[0] == "missed"
    assert office.case(order)["misses"] == {"weekly_remote": 1}
    assert len(office.rig.published("supervision.obligation-missed")) == 1


def test_the_third_miss_in_a_row_drafts_a_proposal_with_its_evidence(office, officer, order):
    miss_weeks(office, officer, order, 2)
    assert office.case(order)["open_proposal"] is None
    miss_weeks(office, officer, order, 1)
    drafts = officer.calls.get("/v1/proposals?state=draft").json["items"]
    assert [(each["case_id"], each["ground"]) for each in drafts] == [(str(order.id), "K2")]
    missed = [each["id"] for each in office.obligations(order) if each["state"] == "missed"]
    assert drafts[0]["evidence"] == missed
    assert office.case(order)["open_proposal"] == drafts[0]["id"]
    assert drafts[0]["drafted_by"] is None


def test_a_fourth_miss_opens_no_second_draft(office: Office, officer, order):
    miss_weeks(office, officer, order, 4)
    assert office.figures()["proposals"]["draft"] == 1
    assert office.case(order)["misses"]["weekly_remote"] == 4


def test_a_meeting_ends_the_row(office: Office, officer, order):
    miss_weeks(office, officer, order, 2)
    officer.calls.post(contact(office.obligation(order)), a_contact())
    assert office.case(order)["misses"]["weekly_remote"] == 0
    office.days_go_by(7)
    miss_weeks(office, officer, order, 2)
    assert office.figures()["proposals"]["draft"] == 0


def test_one_kind_does_not_count_for_the_other(office: Office, officer, order):
    miss_weeks(office, officer, order, 1)
    nobody_answers(officer.calls, office.obligation(order, MONTHLY))
    officer.calls.post(contact(office.obligation(order)), a_contact())
    office.days_go_by(30 - 7)
    assert office.case(order)["misses"] == {"weekly_remote": 0, "monthly_in_person": 1}


def test_late_proof_undoes_a_miss_and_takes_the_draft_back(office: Office, officer, order):
    miss_weeks(office, officer, order, 3)
    second = office.obligations(order)[1]
    met = a_contact(happened_at="2021-06-10T09:00:00+07:00")
    answer = officer.calls.post(contact(second), met)
    assert answer.json["state"] == "attended_late"
    case = office.case(order)
    assert (case["misses"]["weekly_remote"], case["open_proposal"]) == (1, None)
    assert office.figures()["proposals"]["withdrawn"] == 1
    assert office.rig.published("supervision.obligation-fulfilled")[0].data["late"] is True


def test_late_proof_of_an_old_miss_leaves_a_row_that_still_reaches_the_threshold(
    office: Office, officer, order
):
    miss_weeks(office, officer, order, 4)
    first = office.obligations(order)[0]
    before = office.case(order)["open_proposal"]
    officer.calls.post(contact(first), a_contact(happened_at="2021-06-02T09:00:00+07:00"))
    case = office.case(order)
    assert case["misses"]["weekly_remote"] == 3
    assert case["open_proposal"] not in (None, before)
    assert office.figures()["proposals"] | {"decided": 0} == {
        "draft": 1,
        "submitted": 0,
        "decided": 0,
        "withdrawn": 1,
    }


def test_days_that_were_not_run_are_caught_up(office: Office, officer, order):
    office.rig.run_jobs()
    nobody_answers(officer.calls, office.obligation(order))
    office.rig.move(TODAY + timedelta(days=23))
    office.rig.run_jobs()
    assert states(office.obligations(order))[:4] == [
        "missed",
        "not_attempted",
        "not_attempted",
        "scheduled",
    ]
    assert len(office.obligations(order)) == 13


def test_a_case_is_scheduled_for_weeks_at_a_time_and_never_less_than_eight_ahead(
    office: Office, officer, order
):
    written = set()
    for _ in range(40):
        office.days_go_by(1)
        last = office.obligations(order)[-1]["window_end"]
        assert last >= (office.rig.today + timedelta(weeks=8)).isoformat()
        written.add(office.case(order)["version"])
    assert len(written) <= 4


def test_jobs_run_twice_have_no_second_effect(office: Office, officer, order):
    office.days_go_by(21)
    before = office.kinds()
    for job in office.rig.runtime.service.jobs:
        job.run(office.rig.runtime, office.rig.today)
    office.rig.run_jobs()
    assert office.kinds() == before


def test_more_cases_than_one_transaction_takes_are_all_seen_to(
    office: Office, officer, monkeypatch
):
    monkeypatch.setattr(jobs, "BATCH", 2)
    orders = [office.order() for _ in range(3)]
    office.days_go_by(7)
    for each in orders:
        assert states(office.obligations(each))[0] == "not_attempted"


def test_a_start_without_any_contact_is_told_once_when_its_days_are_over(office, officer, order):
    office.days_go_by(2)
    assert office.rig.published("supervision.start-overdue") == []
    office.days_go_by(5)
    told = office.rig.published("supervision.start-overdue")
    assert [each.data["due"] for each in told] == ["2021-06-03"]


def test_a_start_that_was_in_time_is_never_told(office: Office, officer, order):
    officer.calls.post(contact(office.obligation(order)), a_contact())
    office.days_go_by(5)
    assert office.rig.published("supervision.start-overdue") == []


def test_nothing_is_owed_from_the_orders_end_on(office: Office, officer):
    order = office.order(end=date(2021, 6, 19))
    office.days_go_by(30)
    windows = [(each["window_start"], each["window_end"]) for each in office.obligations(order)]
    assert windows == [
        ("2021-06-01", "2021-06-08"),
        ("2021-06-08", "2021-06-15"),
        ("2021-06-15", "2021-06-19"),
    ]
    assert office.case(order)["state"] == "active"
    assert office.figures()["in_force_without_obligations"] == 0


def test_each_office_has_its_own_days(office: Office, officer, order):
    elsewhere = office.order(office="bogor")
    office.days_go_by(7)
    there = office.rig.caller(Role.SERVICE, office="bogor")
    answer = there.get(f"/v1/obligations?case_id={elsewhere.id}")
    assert "not_attempted" in states(answer.json["items"])
