"""Who may ask for what: roles at every route, one's own cases, one's own office."""

from datetime import date
from uuid import uuid4

import pytest
from supervision_office import Office, a_contact, an_attempt

from chassis import in_hand
from chassis.auth import Role
from chassis.ids import new_id
from chassis.testing.rig import OFFICE
from supervision.app import SERVICE

READ = {Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.REGISTRAR, Role.SERVICE}
RECORD = {Role.OFFICER, Role.SUPERVISOR, Role.HEAD}
MAY = {
    ("GET", "/v1/worklist"): RECORD,
    ("GET", "/v1/obligations"): READ,
    ("GET", "/v1/obligations/<uuid:obligation_id>"): READ,
    ("POST", "/v1/obligations/<uuid:obligation_id>/attempts"): RECORD,
    ("POST", "/v1/obligations/<uuid:obligation_id>/contact"): RECORD,
    ("POST", "/v1/obligations/<uuid:obligation_id>/excuse"): RECORD,
    ("POST", "/v1/obligations/<uuid:obligation_id>/dispensation"): RECORD,
    ("GET", "/v1/home-visits"): READ,
    ("GET", "/v1/home-visits/<uuid:visit_id>"): READ,
    ("POST", "/v1/home-visits/<uuid:visit_id>/report"): RECORD,
    ("GET", "/v1/proposals"): READ,
    ("GET", "/v1/proposals/<uuid:proposal_id>"): READ,
    ("POST", "/v1/proposals/<uuid:proposal_id>/submission"): {Role.OFFICER, Role.SUPERVISOR},
    ("GET", "/v1/cases"): READ,
    ("GET", "/v1/cases/<uuid:case_id>"): READ,
    ("POST", "/v1/cases/<uuid:case_id>/officer"): {Role.SUPERVISOR, Role.HEAD},
    ("POST", "/v1/cases/<uuid:case_id>/proposals"): {Role.OFFICER, Role.SUPERVISOR},
    ("GET", "/v1/officers"): READ,
    ("PUT", "/v1/officers/<uuid:officer_id>"): {Role.SUPERVISOR, Role.HEAD},
    ("GET", "/v1/figures"): {
        Role.SERVICE,
        Role.SUPERVISOR,
        Role.HEAD,
        Role.REGIONAL,
        Role.OPERATOR,
    },
    ("GET", "/v1/persons/<uuid:person_id>/timeline"): READ,
    ("GET", "/v1/calendar"): READ,
    ("PUT", "/v1/calendar"): {Role.REGISTRAR, Role.HEAD},
}


@pytest.fixture(scope="module")
def shared(store_client):
    """An office that these tests only look at."""
    name = f"test-{uuid4().hex[:12]}"
    yield Office(store_client, name)
    store_client.drop_database(name)


def own_routes(app):
    blueprints = {each.name for each in SERVICE.blueprints}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.split(".")[0] in blueprints:
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield method, rule


def test_every_route_says_who_may_call_it_and_no_other_is_there(shared: Office):
    app = shared.rig.app
    found = {
        (method, rule.rule): in_hand.allowed(app, rule.endpoint, method)
        for method, rule in own_routes(app)
    }
    assert found == MAY


@pytest.mark.parametrize(("method", "rule"), MAY, ids=lambda each: each)
def test_a_role_that_may_not_is_refused(shared: Office, method, rule):
    path = "/".join(str(new_id()) if "<" in part else part for part in rule.split("/"))
    for role in set(Role) - MAY[method, rule]:
        answer = getattr(shared.rig.caller(role), method.lower())(path, Pamong_Office=OFFICE)
        assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")
    nobody = shared.rig.app.test_client().open(path, method=method)
    assert nobody.status_code == 401


def paths_of(office, order):
    """Everything there is about a case, with what may be sent there."""
    owed = office.obligation(order)["id"]
    visit = office.case(order)["open_visit"]
    body = {"ground": "U1", "reason": "tersangka"}
    draft = office.supervisor.post(f"/v1/cases/{order.id}/proposals", body).json["id"]
    report = {"id": str(new_id()), "result": "found_ok", "findings": ""}
    return [
        ("get", f"/v1/obligations/{owed}", None),
        ("get", f"/v1/obligations?case_id={order.id}", None),
        ("post", f"/v1/obligations/{owed}/attempts", an_attempt()),
        ("post", f"/v1/obligations/{owed}/contact", a_contact()),
        ("post", f"/v1/obligations/{owed}/excuse", {"reason": "sakit"}),
        ("post", f"/v1/obligations/{owed}/dispensation", {"reason": "sakit"}),
        ("get", f"/v1/home-visits/{visit}", None),
        ("post", f"/v1/home-visits/{visit}/report", report),
        ("get", f"/v1/proposals/{draft}", None),
        ("post", f"/v1/proposals/{draft}/submission", {}),
        ("get", f"/v1/cases/{order.id}", None),
        ("post", f"/v1/cases/{order.id}/proposals", {"ground": "U1", "reason": "tersangka"}),
    ]


def send(calls, method, path, body):
    return calls.get(path) if method == "get" else calls.post(path, body)


def test_another_officers_case_is_refused(office: Office):
    office.officer()
    order = office.order(phone_known=False)
    other = office.officer()
    for method, path, body in paths_of(office, order):
        answer = send(other.calls, method, path, body)
        assert (answer.status_code, answer.json["code"]) == (403, "not_own_client"), path
    answer = other.calls.get(f"/v1/persons/{order.person_id}/timeline")
    assert (answer.status_code, answer.json["code"]) == (403, "not_own_client")


def test_ones_own_case_and_for_a_supervisor_every_case_is_open(office: Office):
    officer = office.officer()
    order = office.order(phone_known=False)
    for method, path, _ in paths_of(office, order):
        if method == "get":
            assert officer.calls.get(path).status_code == 200, path
            assert office.supervisor.get(path).status_code == 200, path
    owed = office.obligation(order)["id"]
    recorded = office.supervisor.post(f"/v1/obligations/{owed}/attempts", an_attempt())
    assert recorded.status_code == 200


def test_another_offices_things_are_not_there(office: Office):
    office.officer()
    order = office.order(phone_known=False)
    stranger = office.rig.caller(Role.SUPERVISOR, office="bogor")
    for method, path, body in paths_of(office, order):
        answer = send(stranger, method, path, body)
        assert (answer.status_code, answer.json["code"]) == (404, "not_found"), path
    assert stranger.get("/v1/cases").json["items"] == []
    assert stranger.get(f"/v1/persons/{order.person_id}/timeline").json["items"] == []
    assert stranger.get("/v1/figures").json["cases"]["active"] == 0


def test_lists_show_an_officer_his_own_and_refuse_anothers(office: Office):
    one, other = office.officer(), office.officer()
    for _ in range(4):
        office.order(phone_known=False)
    for kind in ("cases", "obligations", "home-visits", "proposals"):
        shown = one.calls.get(f"/v1/{kind}?limit=500").json["items"]
        assert {each["officer_id"] for each in shown} <= {str(one.id)}
        asked = one.calls.get(f"/v1/{kind}?officer_id={other.id}")
        assert (asked.status_code, asked.json["code"]) == (403, "not_own_client")
        everyone = office.supervisor.get(f"/v1/{kind}?limit=500").json["items"]
        assert len(everyone) >= len(shown)
    assert len(one.calls.get("/v1/cases").json["items"]) == 2
    assert len(office.supervisor.get(f"/v1/cases?officer_id={other.id}").json["items"]) == 2
    assert one.calls.get(f"/v1/worklist?officer={other.id}").status_code == 403
    assert office.supervisor.get("/v1/worklist?officer=siapa").status_code == 422


def test_after_a_change_of_officer_the_case_is_the_others(office: Office):
    before = office.officer()
    order = office.order(phone_known=False)
    after = office.officer()
    answer = office.supervisor.post(
        f"/v1/cases/{order.id}/officer", {"officer_id": str(after.id), "note": "ibunya sakit"}
    )
    assert (answer.status_code, answer.json["officer_note"]) == (200, "ibunya sakit")
    assert before.calls.get(f"/v1/cases/{order.id}").status_code == 403
    assert before.calls.get("/v1/worklist").json["items"] == []
    assert len(after.calls.get("/v1/worklist").json["items"]) == 3
    assert after.calls.get(f"/v1/cases/{order.id}").json["officer_note"] == "ibunya sakit"
    told = office.rig.published("supervision.officer-assigned")[-1]
    assert (told.data["officer_id"], told.data["reasons"]) == (str(after.id), ["decided"])
    kept = office.rig.runtime.around.database["cases"].find_one({})
    assert "ibunya" not in str(kept)


def test_what_was_closed_under_another_officer_goes_with_the_case_too(office: Office):
    before = office.officer()
    order = office.order(start=date(2021, 5, 25))
    after = office.officer()
    body = {"officer_id": str(after.id)}
    office.supervisor.post(f"/v1/cases/{order.id}/officer", body)
    closed = office.obligations(order)[0]
    path = f"/v1/obligations/{closed['id']}"
    late = a_contact(happened_at="2021-05-26T09:00:00+07:00")
    for calls, status in ((before.calls, 403), (after.calls, 200)):
        assert calls.get(path).status_code == status
        assert calls.post(f"{path}/contact", late).status_code == status


def test_a_case_is_given_only_to_an_officer_at_work_here(office: Office):
    office.officer()
    order = office.order()
    path = f"/v1/cases/{order.id}/officer"
    for nobody in (new_id(), office.officer(office="bogor").id):
        answer = office.head.post(path, {"officer_id": str(nobody)})
        assert (answer.status_code, answer.json["code"]) == (422, "officer_unknown")


def test_a_change_of_officer_on_a_stale_version_is_refused(office: Office):
    office.officer()
    order = office.order()
    body = {"officer_id": str(office.officer().id)}
    path = f"/v1/cases/{order.id}/officer"
    assert office.head.post(path, body, If_Match='"5"').status_code == 412
    assert office.head.post(path, body, If_Match='"1"').status_code == 200


def test_a_protected_person_is_read_only_with_a_reason_and_it_is_kept(office: Office):
    officer = office.officer()
    child = office.person(age_class="child", protected=True)
    order = office.order(person_id=child, age_class="child")
    owed = office.obligation(order)["id"]
    for path in (
        f"/v1/cases/{order.id}",
        f"/v1/obligations/{owed}",
        f"/v1/persons/{child}/timeline",
    ):
        answer = officer.calls.get(path)
        assert (answer.status_code, answer.json["code"]) == (422, "reason_needed")
        assert officer.calls.get(path, Pamong_Reason="wajib lapor").status_code == 200
    audit = office.rig.runtime.around.database["audit_pending"].find({"action": "read_person"})
    assert {each["facts"].get("reason") for each in audit} == {"wajib lapor"}


def test_whom_a_person_reads_of_is_recorded_and_what_a_service_reads_is_not(office: Office):
    officer = office.officer()
    order = office.order()
    audit = office.rig.runtime.around.database["audit_pending"]
    office.case(order)
    assert audit.count_documents({"action": "read_person"}) == 0
    officer.calls.get("/v1/worklist")
    entry = audit.find_one({"action": "read_person"})
    assert (entry["actor"], entry["facts"]["subjects"]) == (
        str(officer.id),
        [str(order.person_id)],
    )


def test_a_service_is_told_of_whom_by_the_id_alone(office: Office):
    office.officer()
    order = office.order(phone_known=False)
    program = office.rig.caller(Role.SERVICE)
    for method, path, _ in paths_of(office, order):
        if method == "get":
            told = program.get(path).json
            for each in told.get("items", [told]):
                assert each["person_id"] == str(order.person_id), path
                assert not {"name", "kecamatan", "device", "protected"} & each.keys(), path
    for kind in ("cases", "obligations", "home-visits", "proposals"):
        (first, *_) = program.get(f"/v1/{kind}").json["items"]
        assert not {"name", "kecamatan", "device", "protected"} & first.keys(), kind
