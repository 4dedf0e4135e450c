"""What supervision proposes waits here for the head of office, and what it tells is kept (R16)."""

import pytest
from registry_office import Office

from chassis.auth import Role
from chassis.ids import new_id

REASON = "tiga kali tidak melapor"
REJECTED = {"outcome": "rejected", "on": "2021-12-06", "reason": REASON}
SUSPENDED = {**REJECTED, "outcome": "suspended", "decree_number": "W10-2001"}


@pytest.fixture
def order(office: Office) -> dict:
    found = office.handed_over()
    office.rig.move(office.rig.today.replace(month=12, day=6))
    return found


@pytest.fixture
def proposal(office: Office, order) -> str:
    return office.proposed(order)


def decide(office: Office, proposal: str, body, **headers):
    return office.head.post(f"/v1/proposals/{proposal}/decision", body, **headers)


def test_a_proposal_waits_for_the_head(office: Office, order, proposal) -> None:
    (found,) = office.head.get("/v1/proposals?state=pending").json["items"]
    assert (found["id"], found["order_id"]) == (proposal, order["id"])
    assert (found["grounds"], found["proposed_by"]) == ("K2", office.officer_id)
    assert found["decision"] is None
    assert office.head.get("/v1/proposals?state=decided").json["items"] == []


def test_a_suspension_decides_proposal_and_order_in_one_step(office, order, proposal) -> None:
    answer = decide(office, proposal, SUSPENDED)
    assert (answer.status_code, answer.json["state"]) == (200, "decided")
    assert answer.json["decision"]["outcome"] == "suspended"
    seen = office.head.get(f"/v1/orders/{order['id']}").json
    assert (seen["state"], seen["suspended_on"]) == ("suspended", "2021-12-06")
    (told,) = office.rig.published("registry.order-suspended")
    assert told.data["proposal_id"] == proposal
    assert office.rig.published("registry.proposal-rejected") == []


def test_a_rejection_is_told_and_the_order_goes_on(office: Office, order, proposal) -> None:
    assert decide(office, proposal, REJECTED).status_code == 200
    (told,) = office.rig.published("registry.proposal-rejected")
    assert told.data == {
        "proposal_id": proposal,
        "order_id": order["id"],
        "person_id": order["person_id"],
        "on": "2021-12-06",
    }
    assert told.subject == proposal
    assert office.head.get(f"/v1/orders/{order['id']}").json["state"] == "active"
    assert REASON not in office.everything_kept()


def test_nobody_decides_what_he_proposed(office: Office, order) -> None:
    own = office.proposed(order, by=office.head_id)
    answer = decide(office, own, SUSPENDED)
    assert (answer.status_code, answer.json["code"]) == (422, "own_proposal")
    assert office.head.get("/v1/proposals?state=pending").json["items"][0]["id"] == own


def test_a_suspension_without_a_decree_is_refused_whole(office: Office, proposal) -> None:
    answer = decide(office, proposal, {**SUSPENDED, "decree_number": None})
    assert (answer.status_code, answer.json["code"]) == (422, "decree_number_missing")
    assert office.head.get("/v1/proposals?state=pending").json["items"][0]["version"] == 1


def test_a_proposal_is_decided_once(office: Office, proposal) -> None:
    decide(office, proposal, REJECTED)
    again = decide(office, proposal, SUSPENDED)
    assert (again.status_code, again.json["code"]) == (409, "proposal_decided")


def test_an_order_that_is_suspended_already_is_not_suspended_by_a_proposal(
    office, order, proposal
) -> None:
    office.suspended(order)
    answer = decide(office, proposal, SUSPENDED)
    assert (answer.status_code, answer.json["code"]) == (409, "transition_not_allowed")
    assert office.head.get("/v1/proposals?state=pending").json["items"][0]["id"] == proposal
    assert decide(office, proposal, REJECTED).status_code == 200


def test_a_stale_decision_is_refused(office: Office, proposal) -> None:
    stale = decide(office, proposal, REJECTED, If_Match='"7"')
    assert (stale.status_code, stale.json["code"]) == (412, "stale_version")


def test_the_same_decision_twice_has_one_effect(office: Office, proposal) -> None:
    key = {"Idempotency_Key": "sekali"}
    answers = [decide(office, proposal, SUSPENDED, **key) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    assert len(office.rig.published("registry.order-suspended")) == 1


def test_a_proposal_about_an_order_that_is_not_known_waits(office: Office) -> None:
    stranger = {"id": str(new_id()), "person_id": str(new_id())}
    office.proposed(stranger)
    assert office.rig.held()["held"] == 1


def test_the_register_says_who_answers_for_a_client_and_since_when(office, order) -> None:
    office.entrusted(order)
    about = {"case_id": order["id"], "person_id": order["person_id"]}
    office.rig.hear(
        "supervision.supervision-started", {**about, "on": "2021-10-19", "in_time": True}
    )
    seen = office.officer.get(f"/v1/orders/{order['id']}").json
    assert (seen["officer_id"], seen["supervised_since"]) == (office.officer_id, "2021-10-19")


def test_officers_see_proposals_and_do_not_decide_them(office: Office, order, proposal) -> None:
    office.entrusted(order)
    assert len(office.officer.get("/v1/proposals").json["items"]) == 1
    answer = office.rig.caller(Role.OFFICER, Role.SUPERVISOR).post(
        f"/v1/proposals/{proposal}/decision", REJECTED
    )
    assert answer.status_code == 403
