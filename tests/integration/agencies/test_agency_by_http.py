"""An agency with nothing but its credentials, where there is no broker: by HTTP, its own alone."""

from uuid import uuid4

import pytest
import requests
from agencies_office import OFFICE, Agency, of_all, said
from pamong_subscriber import ShutOut

from agencies.chores import take_back
from chassis.auth import Role

REGISTERED, SUSPENDED = "registry.order-registered", "registry.order-suspended"


def detail_of(ground, given, order_id):
    return Agency(given).source.detail(f"v1/my/orders/{order_id}")


def test_its_own_cases_come_in_order_and_nothing_is_missing(ground):
    kejari = Agency(ground.subscribed())
    order = ground.handed_over()
    ground.handed_over("Budi", "Kejaksaan Negeri Bogor")
    ground.suspended(order)
    ground.flow()
    events = kejari.catch_up()
    assert [each.kind for each in events] == [
        "registry.order-registered",
        "registry.order-suspended",
    ]
    assert [each.number for each in events] == [1, 2]
    assert {each.data["order_id"] for each in events} == {order["id"]}


def test_the_handover_is_the_prosecutors_own_as_well(ground):
    kejari = Agency(ground.subscribed(events=["registry.handover-received", REGISTERED]))
    ground.handed_over(prosecutor="Kejari Jakarta Timur")
    ground.flow()
    assert [each.kind for each in kejari.catch_up()] == ["registry.handover-received", REGISTERED]


def test_followed_while_it_happens_each_comes_once(ground):
    kejari = Agency(ground.subscribed())
    ground.handed_over()
    ground.flow()
    assert [each.number for each in kejari.follow(1)] == [1]
    ground.handed_over("Budi")
    ground.flow()
    assert [each.number for each in kejari.follow(2)] == [1, 2]


def test_an_event_leads_to_what_the_agency_may_see_of_its_case(ground):
    given = ground.subscribed()
    ground.handed_over("Slamet Riyadi")
    ground.flow()
    (event,) = Agency(given).catch_up()
    seen = Agency(given).subscriber.detail(event)
    assert (seen["number"], seen["name"]) == ("IX.B/0001/2021", "Slamet Riyadi")
    assert (seen["judgment_number"], seen["prison_register_number"]) == (
        "12/Pid.B/2020",
        "BI.17/2020",
    )
    assert not {"nik", "phone", "address", "offence", "birth_date"} & set(seen)


def test_a_case_of_somebody_else_is_not_found(ground):
    given = ground.subscribed()
    theirs = ground.handed_over("Budi", "Kejaksaan Negeri Bogor")
    ground.flow()
    for order_id in (theirs["id"], uuid4()):
        with pytest.raises(LookupError):
            detail_of(ground, given, order_id)


def test_a_case_is_not_shown_before_the_head_approves(ground):
    given = ground.proposed()
    order = ground.handed_over()
    ground.flow()
    with pytest.raises(LookupError):
        detail_of(ground, given, order["id"])
    ground.approve(given)
    assert detail_of(ground, given, order["id"])["state"] == "active"


def test_a_child_is_shown_by_initials(ground):
    given = ground.subscribed()
    body = {"name": "Rian Saputra", "prosecutor": "Kejaksaan Negeri Jakarta Timur"}
    order = ground.handed_over(**body, born="2005-01-01")
    ground.flow()
    seen = detail_of(ground, given, order["id"])
    assert (seen["name"], seen["protected"]) == ("R. S.", True)


def test_each_read_of_a_case_is_recorded_before_it_is_shown(ground):
    given = ground.subscribed()
    order = ground.handed_over()
    ground.flow()
    detail_of(ground, given, order["id"])
    entry = ground.database.audit_pending.find_one({"action": "read_person"})
    assert (entry["actor"], entry["office_id"]) == (given.client_id, OFFICE)
    assert entry["facts"]["subjects"] == [order["id"], order["person_id"]]


def test_every_other_door_is_shut_to_an_agency(ground):
    given = ground.subscribed()
    order = ground.handed_over()
    form = {
        "grant_type": "client_credentials",
        "client_id": given.client_id,
        "client_secret": given.client_secret,
    }
    token = requests.post(given.token_url, data=form, timeout=10).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Pamong-Office": OFFICE}
    doors = (
        ("registry", f"/v1/orders/{order['id']}"),
        ("registry", f"/v1/persons/{order['person_id']}"),
        ("registry", "/v1/orders"),
        ("registry", "/v1/events"),
        ("identity", "/v1/users"),
        ("agencies", "/v1/subscriptions"),
        ("agencies", "/v1/figures"),
    )
    for service, path in doors:
        answer = requests.get(ground.addresses[service] + path, headers=headers, timeout=10)
        assert answer.status_code == 403, (service, path)
    elsewhere = {**headers, "Pamong-Office": "bogor"}
    address = f"{ground.addresses['agencies']}/v1/my/events"
    assert requests.get(address, headers=elsewhere, timeout=10).status_code == 403


def test_one_that_has_ended_is_shut_out_at_once_and_its_account_soon(ground):
    kejari = Agency(ground.subscribed())
    ground.end(kejari.given)
    with pytest.raises(ShutOut):
        kejari.catch_up()
    assert take_back(ground.agencies.runtime) == 1
    with pytest.raises(ShutOut, match="secret"):
        Agency(kejari.given).catch_up()
    assert take_back(ground.agencies.runtime) == 0


def test_what_is_taken_back_late_leaves_the_next_subscription_its_account(ground):
    first = ground.subscribed()
    ground.end(first)
    second = ground.subscribed(prosecutor="kejaksaan-negeri-jakarta-timur")
    assert second.client_secret is None
    take_back(ground.agencies.runtime)
    renewed = ground.access(second.subscription, renew=True)
    assert Agency(renewed).catch_up() == []


def test_credentials_of_a_subscription_that_ended_do_not_serve_the_next(ground):
    first = ground.subscribed()
    ground.end(first)
    ground.subscribed()
    with pytest.raises(ShutOut, match="ended"):
        Agency(first).catch_up()


def test_renewed_credentials_take_the_place_of_the_old(ground):
    old = ground.subscribed()
    new = ground.access(old.subscription, renew=True)
    with pytest.raises(ShutOut):
        Agency(old).catch_up()
    assert Agency(new).catch_up() == []


def test_a_regional_office_is_told_of_every_case(ground):
    kanwil = Agency(ground.subscribed("kanwil", events=["registry.order-registered"], **of_all()))
    ground.handed_over("Budi", "Kejaksaan Negeri Bogor")
    ground.handed_over("Siti", "Kejari Jaktim")
    ground.flow()
    assert len(kanwil.catch_up()) == 2


def test_without_a_broker_there_is_no_queue_to_be_given(ground):
    given = ground.subscribed()
    assert (given.queue, given.broker_url) == (None, None)


def test_registry_away_is_said_so_and_nothing_else(ground):
    given = ground.subscribed()
    order = ground.handed_over()
    ground.flow()
    ground.agencies.runtime.around.peers.addresses.pop("registry")
    answer = ground.agencies.caller(Role.AGENCY, user=given.client_id).get(
        f"/v1/my/orders/{order['id']}"
    )
    assert (answer.status_code, answer.get_json()["code"]) == (503, "peer_away")
    assert said(ground.head.get("/v1/figures"))["deliveries"]["routed"] == 1
