"""Proposals of revocation, until the head of office has them."""

import pytest
from supervision_office import TODAY, Office, a_contact, nobody_answers


@pytest.fixture
def officer(office):
    return office.officer()


@pytest.fixture
def order(office, officer):
    return office.order()


def three_misses(office, officer, order):
    for _ in range(3):
        nobody_answers(officer.calls, office.obligation(order))
        office.days_go_by(7)
    return office.case(order)["open_proposal"]


def test_a_draft_that_is_submitted_goes_to_the_head(office: Office, officer, order):
    proposal = three_misses(office, officer, order)
    answer = officer.calls.post(f"/v1/proposals/{proposal}/submission", {})
    assert (answer.status_code, answer.json["state"]) == (200, "submitted")
    told = office.rig.published("supervision.revocation-proposed")
    assert len(told) == 1
    assert told[0].data == {
        "proposal_id": proposal,
        "case_id": str(order.id),
        "order_id": str(order.id),
        "person_id": str(order.person_id),
        "grounds": "K2",
        "proposed_by": str(officer.id),
    }
    again = officer.calls.post(f"/v1/proposals/{proposal}/submission", {})
    assert (again.status_code, again.json["code"]) == (409, "proposal_not_in_state")


def test_late_proof_after_the_submission_is_for_the_head_to_weigh(office, officer, order):
    proposal = three_misses(office, officer, order)
    officer.calls.post(f"/v1/proposals/{proposal}/submission", {})
    path = f"/v1/obligations/{office.obligations(order)[0]['id']}/contact"
    officer.calls.post(path, a_contact(happened_at="2021-06-02T09:00:00+07:00"))
    assert office.case(order)["open_proposal"] == proposal


def test_an_officer_drafts_by_hand_with_a_reason(office: Office, officer, order):
    body = {"ground": "U1", "reason": "tersangka perkara baru"}
    answer = officer.calls.post(f"/v1/cases/{order.id}/proposals", body)
    assert answer.status_code == 201
    assert (answer.json["state"], answer.json["drafted_by"]) == ("draft", str(officer.id))
    kept = office.rig.runtime.around.database["proposals"].find_one({})
    assert "tersangka" not in str(kept)
    listed = officer.calls.get("/v1/proposals?state=draft").json["items"]
    assert "reason" not in listed[0]
    one = officer.calls.get(f"/v1/proposals/{listed[0]['id']}").json
    assert one["reason"] == "tersangka perkara baru"
    second = officer.calls.post(f"/v1/cases/{order.id}/proposals", body)
    assert (second.status_code, second.json["code"]) == (409, "proposal_already_open")


def test_the_same_draft_sent_again_is_one_draft(office: Office, officer, order):
    body = {"ground": "K1", "reason": "meresahkan warga"}
    path = f"/v1/cases/{order.id}/proposals"
    answers = [officer.calls.post(path, body, Idempotency_Key="the-same") for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json == answers[1].json


def test_not_reporting_is_not_proposed_by_hand_without_misses(office: Office, officer, order):
    body = {"ground": "K2", "reason": "tidak melapor"}
    draft = officer.calls.post(f"/v1/cases/{order.id}/proposals", body).json
    answer = officer.calls.post(f"/v1/proposals/{draft['id']}/submission", {})
    assert (answer.status_code, answer.json["code"]) == (422, "evidence_missing")


def test_a_draft_on_a_stale_version_is_not_submitted(office: Office, officer, order):
    body = {"ground": "K4", "reason": "tidak ikut program"}
    draft = officer.calls.post(f"/v1/cases/{order.id}/proposals", body).json
    path = f"/v1/proposals/{draft['id']}/submission"
    assert officer.calls.post(path, {}, If_Match='"9"').status_code == 412
    assert officer.calls.post(path, {}, If_Match='"1"').status_code == 200


def test_nothing_is_proposed_for_a_case_that_is_not_under_supervision(office, officer, order):
    office.suspend(order)
    body = {"ground": "U1", "reason": "tersangka"}
    answer = officer.calls.post(f"/v1/cases/{order.id}/proposals", body)
    assert (answer.status_code, answer.json["code"]) == (409, "case_not_active")


def test_a_supervisor_may_propose_and_the_head_may_not(office: Office, officer, order):
    body = {"ground": "U1", "reason": "tersangka"}
    path = f"/v1/cases/{order.id}/proposals"
    assert office.head.post(path, body).status_code == 403
    assert office.supervisor.post(path, body).json["drafted_on"] == TODAY.isoformat()
