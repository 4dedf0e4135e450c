"""Accounts of other agencies: let in by offices, with a secret that is shown once."""

import pytest

from chassis.auth import Role, Tokens
from chassis.testing.rig import OFFICE, Calls

KEJARI = "kejari-jaktim"


def opened(identity, code=KEJARI, **more):
    return identity.service("agencies").post("/v1/accounts", {"code": code}, **at_office(more))


def at_office(more):
    return {"Pamong_Office": OFFICE, **more}


def caller_of(identity, answer):
    keys = identity.ask().get("/v1/jwks.json").json
    return Tokens(lambda: keys).caller(answer.json["access_token"])


def test_an_agency_signs_in_as_such_in_the_offices_that_let_it_in(identity):
    secret = opened(identity).json["secret"]
    answer = identity.sign_in_service(KEJARI, secret)
    caller = caller_of(identity, answer)
    assert (caller.id, caller.roles, caller.offices) == (KEJARI, {Role.AGENCY}, {OFFICE})
    assert answer.json["expires_in"] == 900


def test_the_secret_is_shown_once_and_kept_nowhere(identity, database):
    first = opened(identity, Idempotency_Key="one")
    again = opened(identity, Idempotency_Key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json["secret"] is None
    kept = repr({name: list(database[name].find()) for name in database.list_collection_names()})
    assert first.json["secret"] not in kept


@pytest.mark.parametrize("secret", ["guess", "a" * 43])
def test_another_secret_is_refused(identity, secret):
    opened(identity)
    assert identity.sign_in_service(KEJARI, secret).status_code == 401


def test_an_account_that_is_there_is_let_into_another_office_with_its_own_secret(identity):
    secret = opened(identity).json["secret"]
    bogor = {"code": "bogor", "name": "Bapas Bogor"}
    identity.user("admin").post("/v1/offices", bogor)
    more = opened(identity, Pamong_Office="bogor").json
    assert more == {"code": KEJARI, "offices": ["bogor", OFFICE], "secret": None}
    assert identity.sign_in_service(KEJARI, secret).status_code == 200


def test_a_new_secret_ends_the_old_one(identity):
    old = opened(identity).json["secret"]
    answer = identity.service("operator").post(
        f"/v1/accounts/{KEJARI}/secret", Pamong_Office=OFFICE
    )
    assert identity.sign_in_service(KEJARI, old).status_code == 401
    assert identity.sign_in_service(KEJARI, answer.json["secret"]).status_code == 200


def test_another_service_has_nothing_to_do_with_agencies_accounts(identity):
    opened(identity)
    other, here = identity.service("training"), {"Pamong_Office": OFFICE}
    for answer in (
        other.get("/v1/accounts", **here),
        other.post("/v1/accounts", {"code": "kejari-bogor"}, **here),
        other.post(f"/v1/accounts/{KEJARI}/secret", **here),
        other.delete(f"/v1/accounts/{KEJARI}", **here),
    ):
        assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_an_agency_that_is_shut_out_everywhere_does_not_get_in(identity):
    secret = opened(identity).json["secret"]
    answer = identity.user("admin").delete(f"/v1/accounts/{KEJARI}")
    assert answer.json["offices"] == []
    assert identity.sign_in_service(KEJARI, secret).status_code == 401
    assert identity.user("admin").get("/v1/accounts").json == {"items": []}


def test_an_account_that_is_opened_again_has_another_secret(identity):
    old = opened(identity).json["secret"]
    identity.user("admin").delete(f"/v1/accounts/{KEJARI}")
    new = opened(identity).json["secret"]
    assert new is not None
    assert identity.sign_in_service(KEJARI, old).status_code == 401
    assert identity.sign_in_service(KEJARI, new).status_code == 200


def test_a_head_lets_nobody_into_another_office(identity):
    identity.register("kepala", Role.HEAD)
    bogor = {"code": "bogor", "name": "Bapas Bogor"}
    identity.user("admin").post("/v1/offices", bogor)
    wanted = {"code": KEJARI, "offices": ["bogor"]}
    answer = identity.user("kepala").post("/v1/accounts", wanted)
    assert answer.json["code"] == "office_not_grantable"


@pytest.mark.parametrize(
    ("code", "status", "why"),
    [
        ("registry", 409, "account_reserved"),
        ("operator", 409, "account_reserved"),
        ("importer", 409, "account_reserved"),
        ("Kejari", 422, "agency_code_not_usable"),
        ("*", 422, "agency_code_not_usable"),
    ],
)
def test_a_code_is_plain_and_nobody_elses(identity, code, status, why):
    answer = opened(identity, code)
    assert (answer.status_code, answer.json["code"]) == (status, why)


def test_an_agency_may_do_nothing_that_was_not_made_for_it(identity):
    secret = opened(identity).json["secret"]
    token = identity.sign_in_service(KEJARI, secret).json["access_token"]
    agency = Calls(identity.ask(), token)
    tried = [
        agency.get(path)
        for path in ("/v1/me", "/v1/users", "/v1/offices", "/v1/accounts", "/v1/events")
    ]
    assert {each.status_code for each in tried} == {403}
    assert agency.post("/v1/users/batch", {"ids": []}).status_code == 403
    assert agency.post(f"/v1/accounts/{KEJARI}/secret").status_code == 403


def test_each_sign_in_of_an_agency_is_recorded(identity, database):
    secret = opened(identity).json["secret"]
    identity.sign_in_service(KEJARI, secret)
    entry = database.audit_pending.find_one({"action": "sign_in", "actor": KEJARI})
    assert entry["office_id"] == OFFICE
