"""The router: to each agency its own, once each, in order, from the head's approval on."""

from uuid import uuid4

import pytest
from agencies_office import (
    BOGOR,
    EVENTS,
    AgenciesOffice,
    a_proposal,
    of_all,
    refused,
    said,
)

from agencies.store import deliveries
from chassis.auth import Role

REGISTERED = "pamong.registry.order-registered.v1"
SUSPENDED = "pamong.registry.order-suspended.v1"


def test_nothing_flows_before_the_head_approves(office):
    proposal = office.proposed()
    office.hear_order()
    assert office.events_of() == []
    said(office.head.post(f"/v1/subscriptions/{proposal['id']}/approval"))
    assert office.events_of() == []
    order, _ = office.hear_order()
    assert [each["data"]["order_id"] for each in office.events_of()] == [str(order)]


def test_its_own_cases_come_in_order_numbered_from_one_without_a_gap(office):
    office.approved()
    order, person = office.hear_order()
    stranger = office.hear_order(BOGOR)
    office.hear_order(None)
    office.hear_suspended(*stranger)
    office.hear_suspended(order, person)
    events = office.events_of()
    assert [each["type"] for each in events] == [REGISTERED, SUSPENDED]
    assert [each["subscriptionsequence"] for each in events] == [1, 2]
    assert {each["data"]["order_id"] for each in events} == {str(order)}


def test_a_case_that_was_there_before_the_approval_is_its_own_from_then_on(office):
    order, person = office.hear_order()
    office.approved()
    office.hear_suspended(order, person)
    assert [each["type"] for each in office.events_of()] == [SUSPENDED]


def test_two_agencies_each_have_their_own(office):
    office.approved()
    office.approved("kejari-bogor", prosecutor=BOGOR)
    ours, theirs = office.hear_order()[0], office.hear_order(BOGOR)[0]
    assert [each["data"]["order_id"] for each in office.events_of()] == [str(ours)]
    assert [each["data"]["order_id"] for each in office.events_of("kejari-bogor")] == [str(theirs)]


def test_only_the_kinds_that_it_asked_for_come(office):
    office.approved(events=["registry.order-suspended"])
    office.hear_suspended(*office.hear_order())
    assert [each["type"] for each in office.events_of()] == [SUSPENDED]


def test_who_is_told_of_all_cases_has_what_is_of_no_case_as_well(office):
    office.approved("kanwil", events=["*"], **of_all())
    office.hear_order(None)
    told = {"programme_id": str(uuid4()), "field": "tata_boga", "places": 20}
    office.rig.hear("training.programme-completed", told)
    assert len(office.events_of("kanwil")) == 2


def test_another_offices_cases_are_another_subscriptions(office):
    office.approved()
    office.hear_order(office="bogor")
    assert office.events_of() == []


def test_the_same_event_twice_is_passed_on_once(office):
    office.approved()
    office.hear_order()
    office.rig._positions["registry"] -= 1  # the log brings it again
    office.hear_order()
    assert len(office.events_of()) == 1


def test_many_in_one_batch_are_counted_one_by_one(office):
    office.approved()
    office.approved("kanwil", **of_all(events=EVENTS))
    for _ in range(5):
        office.hear_order()
    assert [each["subscriptionsequence"] for each in office.events_of(after=3)] == [4, 5]
    assert len(office.events_of("kanwil")) == 5


def test_nothing_more_belongs_to_one_that_has_ended(office):
    subscription = office.approved()
    office.hear_order()
    office.ended(subscription)
    office.hear_order()
    kept = office.rig.runtime.around.database[deliveries.PLAN.name]
    assert kept.count_documents({}) == 1
    refused(office.agency().get("/v1/my/events"), 404, "not_found")


def test_what_an_agency_was_sent_is_had_again_page_by_page(office):
    office.approved()
    for _ in range(3):
        office.hear_order()
    first = said(office.agency().get("/v1/my/events?limit=2"))
    rest = said(office.agency().get(f"/v1/my/events?limit=2&after={first['next']}"))
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]


def test_what_is_kept_no_longer_is_passed_over(office):
    office.approved()
    for _ in range(4):
        office.hear_order()
    kept = office.rig.runtime.around.database[deliveries.PLAN.name]
    kept.delete_many({"sequence": {"$lte": 3}})
    page = said(office.agency().get("/v1/my/events?limit=2"))
    assert (page["items"], page["next"]) == ([], 2)
    assert [each["subscriptionsequence"] for each in office.events_of(after=2)] == [4]


def test_the_figures_add_up(office):
    office.approved()
    office.proposed("kejari-bogor", prosecutor=BOGOR)
    office.hear_order()
    office.hear_order(BOGOR)
    assert said(office.head.get("/v1/figures")) == {
        "subscriptions": {"proposed": 1, "active": 1, "broken": 0, "ended": 0},
        "deliveries": {"routed": 1, "sent": 0},
    }


def test_what_goes_out_says_nothing_of_who_or_how_someone_is(office):
    office.approved()
    office.hear_order(kecamatan="cakung", device="none", age_class="child")
    (event,) = office.events_of()
    assert set(event["data"]) == {
        "order_id",
        "person_id",
        "scheme",
        "number",
        "prosecutor",
        "detail_url",
    }


@pytest.mark.parametrize("by", [Role.OPERATOR, Role.SUPERVISOR, Role.OFFICER])
def test_nobody_but_a_head_approves(office: AgenciesOffice, by):
    proposal = office.proposed()
    path = f"/v1/subscriptions/{proposal['id']}/approval"
    refused(office.rig.caller(by).post(path), 403, "not_allowed")


def test_a_head_does_not_approve_the_own_proposal(office):
    mine = office.rig.caller(Role.HEAD, user="head-1")
    proposal = said(mine.post("/v1/subscriptions", a_proposal()), 201)
    path = f"/v1/subscriptions/{proposal['id']}/approval"
    refused(mine.post(path), 422, "own_proposal")
    assert said(office.head.post(path))["state"] == "active"


def test_one_agency_has_one_subscription_in_an_office(office):
    first = office.proposed()
    refused(office.operator.post("/v1/subscriptions", a_proposal()), 409, "already_subscribed")
    office.ended(first)
    assert office.proposed()["id"] != first["id"]


def test_every_step_is_recorded_with_who_took_it(office):
    office.ended(office.approved())
    entries = office.rig.runtime.around.database.audit_pending.find().sort("_id", 1)
    steps = [each["action"] for each in entries]
    assert steps == ["propose_subscription", "approve_subscription", "end_subscription"]
