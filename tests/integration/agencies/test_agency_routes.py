"""Who may do what, in which office, on which version, with which fields."""

from uuid import uuid4

import pytest
from agencies_office import a_proposal, refused, said

from chassis import in_hand
from chassis.auth import Role

READERS = {Role.HEAD, Role.SUPERVISOR, Role.OPERATOR, Role.SERVICE}
MAY = {
    ("GET", "/v1/subscriptions"): READERS,
    ("POST", "/v1/subscriptions"): {Role.OPERATOR, Role.HEAD},
    ("GET", "/v1/subscriptions/{}"): READERS,
    ("POST", "/v1/subscriptions/{}/approval"): {Role.HEAD},
    ("POST", "/v1/subscriptions/{}/end"): {Role.HEAD, Role.OPERATOR},
    ("POST", "/v1/subscriptions/{}/access"): {Role.OPERATOR},
    ("GET", "/v1/my/events"): {Role.AGENCY},
    ("GET", "/v1/my/orders/{}"): {Role.AGENCY},
    ("GET", "/v1/figures"): {
        Role.SUPERVISOR,
        Role.HEAD,
        Role.REGIONAL,
        Role.OPERATOR,
        Role.SERVICE,
    },
}
BODIES = {"end": {"reason": "selesai"}, "access": {}}
OWN = ("subscriptions.", "my.", "figures.")


def test_every_route_of_the_service_is_in_the_table_with_its_roles(office):
    app, found = office.rig.app, set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(OWN):
            path = rule.rule.replace("<uuid:subscription_id>", "{}").replace(
                "<uuid:order_id>", "{}"
            )
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                found.add((method, path))
                assert in_hand.allowed(app, rule.endpoint, method) == MAY[method, path]
    assert found == set(MAY)


@pytest.mark.parametrize(("method", "path"), MAY)
def test_nobody_gets_in_without_a_token_or_with_every_wrong_role(office, method, path):
    wrong = [each for each in Role if each not in MAY[method, path]]
    path = path.format(uuid4())
    caller = office.rig.caller(*wrong)
    answer = caller.get(path) if method == "GET" else caller.post(path, {})
    assert answer.status_code == 403
    assert office.rig.app.test_client().open(path, method=method).status_code == 401


def test_another_office_finds_none_of_ours(office):
    proposal = office.proposed()
    elsewhere = office.rig.caller(*set(Role) - {Role.SERVICE}, office="bogor")
    path = f"/v1/subscriptions/{proposal['id']}"
    assert elsewhere.get(path).status_code == 404
    for step in ("approval", "end", "access"):
        assert elsewhere.post(f"{path}/{step}", BODIES.get(step)).status_code == 404
    assert said(elsewhere.get("/v1/subscriptions"))["items"] == []


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        ({"agency": "Kejari Jaktim"}, "fields_wrong", "agency"),
        ({"agency": "k" * 41}, "fields_wrong", "agency"),
        ({"name": "  "}, "fields_wrong", "name"),
        ({"events": []}, "fields_wrong", "events"),
        ({"cases": "some"}, "fields_wrong", "cases"),
        ({"prosecutor": "Kejaksaan Negeri"}, "fields_wrong", "prosecutor"),
        ({"nik": "3175"}, "fields_wrong", "nik"),
        ({"events": ["registry.person-*"]}, "kind_not_offered", "events"),
        ({"events": ["training.certificate-issued"]}, "kind_not_of_a_case", "events"),
        ({"prosecutor": None}, "prosecutor_missing", "prosecutor"),
        ({"cases": "all"}, "prosecutor_not_meant", "prosecutor"),
    ],
)
def test_what_is_wrong_is_named(office, wanted, code, field):
    problem = refused(office.operator.post("/v1/subscriptions", a_proposal(**wanted)), 422, code)
    assert [each["field"] for each in problem["errors"]] == [field]


def test_the_same_request_twice_proposes_once(office):
    first, again = (
        said(office.operator.post("/v1/subscriptions", a_proposal(), Idempotency_Key="one"), 201)
        for _ in range(2)
    )
    assert first == again


def test_a_step_on_a_stale_version_is_refused(office):
    proposal = office.proposed()
    path = f"/v1/subscriptions/{proposal['id']}/approval"
    refused(office.head.post(path, If_Match='"9"'), 412, "stale_version")
    tag = office.head.get(f"/v1/subscriptions/{proposal['id']}").headers["ETag"]
    assert said(office.head.post(path, If_Match=tag))["state"] == "active"
    refused(office.head.post(path), 409, "subscription_not_in_state")


def test_lists_go_on_where_the_page_before_ended(office):
    wanted = [office.proposed(f"kejari-{n}")["id"] for n in range(3)]
    first = said(office.head.get("/v1/subscriptions?limit=2"))
    rest = said(office.head.get(f"/v1/subscriptions?limit=2&after={first['next']}"))
    assert [each["id"] for each in first["items"] + rest["items"]] == wanted
    assert rest["next"] is None
    assert said(office.head.get("/v1/subscriptions?state=active"))["items"] == []


def test_an_agency_without_a_subscription_is_told_nothing(office):
    refused(office.agency().get("/v1/my/events"), 404, "not_found")
    refused(office.agency().get(f"/v1/my/orders/{uuid4()}"), 404, "not_found")


def test_an_agency_may_ask_nothing_that_every_service_answers_to_services(office):
    for path in ("/v1/events", "/v1/events/head", "/v1/status", f"/v1/events/{uuid4()}/position"):
        refused(office.agency().get(path), 403, "not_allowed")
