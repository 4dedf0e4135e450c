"""Routes: who may call them, for which office, with which fields."""

import pytest
from notifications_office import JUNE_7, said

from chassis import common, in_hand
from chassis.auth import Role
from notifications.app import SERVICE

ANY = "01900000-0000-7000-8000-000000000001"
LEADERS = {"supervisor", "registrar", "head"}
STAFF = {"officer", "trainer", *LEADERS}
ROUTES = {
    ("GET", "/v1/messages"): {"officer", "service", *LEADERS},
    ("GET", "/v1/messages/<uuid:message_id>"): {"officer", "service", "trainer", *LEADERS},
    ("POST", "/v1/messages/<uuid:message_id>/outcome"): {"officer", "supervisor"},
    ("POST", "/v1/messages/<uuid:message_id>/reports"): {"service"},
    ("GET", "/v1/inbox"): STAFF,
    ("POST", "/v1/inbox/<uuid:item_id>/seen"): STAFF,
    ("GET", "/v1/templates"): STAFF,
    ("GET", "/v1/templates/<code>"): STAFF,
    ("PUT", "/v1/templates/<code>"): {"head"},
    ("GET", "/v1/persons/<uuid:person_id>/timeline"): {"officer", "service", *LEADERS},
    ("GET", "/v1/persons/<uuid:person_id>/wishes"): {"officer", *LEADERS},
    ("PUT", "/v1/persons/<uuid:person_id>/wishes"): {"officer", "registrar"},
    ("GET", "/v1/mail"): STAFF,
    ("PUT", "/v1/mail"): STAFF,
    ("GET", "/v1/figures"): {"supervisor", "head", "regional", "service", "operator"},
    ("GET", "/v1/figures/due"): {"supervisor", "head", "regional", "service", "operator"},
}


def call(office, method, path, *roles, body=None):
    filled = path
    for name in ("message_id", "item_id", "person_id"):
        filled = filled.replace(f"<uuid:{name}>", ANY)
    filled = filled.replace("<code>", "obligation_remote")
    calls = office.rig.caller(*roles)
    return calls.get(filled) if method == "GET" else getattr(calls, method.lower())(filled, body)


def test_every_route_of_this_service_is_in_the_table(office):
    own = {each.name for each in SERVICE.blueprints}
    found = {
        (method, rule.rule)
        for rule in office.rig.app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in own
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert found == set(ROUTES)
    assert common.blp.name not in own


def test_each_route_says_the_roles_of_the_table(office):
    adapter = office.rig.app.url_map.bind("localhost")
    for (method, path), roles in ROUTES.items():
        concrete = path.replace("<code>", "x")
        for name in ("message_id", "item_id", "person_id"):
            concrete = concrete.replace(f"<uuid:{name}>", ANY)
        endpoint, _ = adapter.match(concrete, method=method)
        assert in_hand.allowed(office.rig.app, endpoint, method) == roles


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in_without_a_token_or_with_every_wrong_role(office, method, path):
    wrong = [each for each in Role if each.value not in ROUTES[method, path]]
    assert call(office, method, path, *wrong).status_code == 403
    concrete = path.replace("<code>", "x").replace("<uuid:", "").replace(">", "")
    for name in ("message_id", "item_id", "person_id"):
        concrete = concrete.replace(name, ANY)
    answer = office.rig.app.test_client().open(concrete, method=method)
    assert answer.status_code == 401


@pytest.fixture
def sent(office):
    """A message to a client that was sent."""
    office.meeting(office.client())
    office.at(JUNE_7)
    return office.messages()[0]


def test_things_of_another_office_are_not_there(office, sent):
    (item,) = office.inbox()
    paths = [
        f"/v1/messages/{sent['id']}",
        f"/v1/persons/{sent['person_id']}/timeline",
        f"/v1/persons/{sent['person_id']}/wishes",
        f"/v1/messages?person_id={sent['person_id']}",
    ]
    elsewhere = office.rig.caller(Role.HEAD, office="bandung")
    assert {elsewhere.get(each).status_code for each in paths} == {404}
    assert elsewhere.post(f"/v1/inbox/{item['id']}/seen").status_code == 404
    assert said(elsewhere.get("/v1/messages"))["items"] == []
    assert said(elsewhere.get("/v1/figures"))["messages"]["sent"] == 0
    reports = office.rig.caller(Role.SERVICE, office="bandung")
    body = {"state": "failed", "at": "2021-06-07T01:00:00Z"}
    assert reports.post(f"/v1/messages/{sent['id']}/reports", body).status_code == 404


def test_another_offices_words_are_its_own(office):
    texts = said(office.head.get("/v1/templates/obligation_remote"))["texts"]
    texts["plain"]["id"] = "Bapas Jaktim: jangan lupa, {when}."
    said(office.head.put("/v1/templates/obligation_remote", {"texts": texts}))
    elsewhere = office.rig.caller(Role.HEAD, office="bandung")
    assert said(elsewhere.get("/v1/templates/obligation_remote"))["own"] is False


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/v1/mail", {"mail": None, "extra": 1}),
        ("PUT", "/v1/templates/<code>", {"texts": {}, "extra": 1}),
        ("PUT", f"/v1/persons/{ANY}/wishes", {"refuses": [], "guarantor_copy": False, "extra": 1}),
        ("POST", f"/v1/messages/{ANY}/outcome", {"outcome": "told", "extra": 1}),
        (
            "POST",
            f"/v1/messages/{ANY}/reports",
            {"state": "failed", "at": "2021-06-07T01:00:00Z", "extra": 1},
        ),
    ],
)
def test_unknown_fields_are_refused(office, method, path, body):
    answer = call(office, method, path, *Role, body=body)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.get_json()["errors"]] == ["extra"]


@pytest.mark.parametrize("path", ["/v1/messages", "/v1/inbox"])
def test_unknown_filters_are_refused(office, path):
    answer = office.supervisor.get(f"{path}?extra=1")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("PUT", "/v1/mail", {"mail": "siti"}, "mail"),
        ("PUT", "/v1/mail", {"mail": "a@example.id\nBcc: b@example.id"}, "mail"),
        ("PUT", f"/v1/persons/{ANY}/wishes", {"refuses": ["call"], "guarantor_copy": False}, "x"),
        ("POST", f"/v1/messages/{ANY}/outcome", {"outcome": "perhaps"}, "outcome"),
        ("GET", "/v1/messages?state=lost", None, "state"),
        ("GET", "/v1/inbox?officer=siti", None, "officer"),
    ],
)
def test_values_that_mean_nothing_are_refused(office, method, path, body, field):
    answer = call(office, method, path, *Role, body=body)
    assert answer.status_code == 422
    if field != "x":
        assert [each["field"] for each in answer.get_json()["errors"]] == [field]


def test_an_officer_asks_about_his_own_clients_alone(office, sent):
    other = office.rig.caller(Role.OFFICER)
    about = f"?person_id={sent['person_id']}"
    assert len(said(office.officer.get(f"/v1/messages{about}"))["items"]) == 1
    assert said(office.officer.get(f"/v1/messages/{sent['id']}"))["id"] == sent["id"]
    for path in (
        "/v1/messages",
        f"/v1/messages{about}",
        f"/v1/messages/{sent['id']}",
        f"/v1/persons/{sent['person_id']}/timeline",
    ):
        assert other.get(path).status_code == 403


def test_of_a_protected_child_one_reads_only_with_a_reason(office):
    child = office.client(protected=True)
    path = f"/v1/persons/{child}/timeline"
    refused = office.officer.get(path)
    assert (refused.status_code, refused.get_json()["code"]) == (422, "reason_needed")
    assert office.officer.get(path, Pamong_Reason="Wali bertanya").status_code == 200
    assert office.gateway.get(path).status_code == 200


def test_every_reading_of_a_person_is_recorded(office, sent):
    office.officer.get(f"/v1/persons/{sent['person_id']}/timeline")
    office.officer.get(f"/v1/messages/{sent['id']}")
    office.officer.get(f"/v1/messages?person_id={sent['person_id']}")
    database = office.rig.runtime.around.database
    entries = database["audit_pending"].find({"actor": str(office.officer_id)})
    read = {each["action"]: each["facts"]["subjects"] for each in entries}
    for action in ("read_timeline", "read_message", "read_messages"):
        assert read[action] == [sent["person_id"]]


def test_the_timeline_says_what_left_and_what_became_of_it(office, sent):
    report = {"state": "delivered", "at": "2021-06-07T02:00:00Z"}
    said(office.gateway.post(f"/v1/messages/{sent['id']}/reports", report))
    items = said(office.officer.get(f"/v1/persons/{sent['person_id']}/timeline"))["items"]
    assert [each["kind"] for each in items] == ["message_sent", "message_delivered"]
    assert items[0]["facts"]["channel"] == "sms"
    assert {each["service"] for each in items} == {"notifications"}


def test_a_change_of_what_someone_else_changed_is_refused(office):
    person = office.client()
    path = f"/v1/persons/{person}/wishes"
    tag = office.officer.get(path).headers["ETag"]
    wishes = {"refuses": ["sms"], "guarantor_copy": False}
    assert office.officer.put(path, wishes, If_Match=tag).status_code == 200
    assert office.officer.put(path, wishes, If_Match=tag).status_code == 412


def test_a_text_that_breaks_the_rules_is_refused_with_its_place(office):
    texts = said(office.head.get("/v1/templates/obligation_remote"))["texts"]
    texts["neutral"]["id"] = "Bapas menunggu Anda {when}."
    answer = office.head.put("/v1/templates/obligation_remote", {"texts": texts})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "word_tells_others")
    assert answer.get_json()["errors"][0]["field"] == "texts.neutral.id"


def test_a_template_that_nobody_sends_cannot_be_worded(office):
    answer = office.head.put("/v1/templates/greeting", {"texts": {}})
    assert answer.status_code == 404


def test_figures_count_by_state_and_say_when_the_sending_is_level(office):
    office.meeting(office.client())
    office.rig.move(JUNE_7)
    assert said(office.head.get("/v1/figures"))["due"] == 1
    assert said(office.head.get("/v1/figures/due")) == {"due": 1}
    office.rig.run_jobs()
    figures = said(office.head.get("/v1/figures"))
    assert (figures["due"], figures["messages"]["sent"]) == (0, 1)
