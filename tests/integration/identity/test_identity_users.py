"""Users and offices by HTTP: who may do what, and who is told."""

from uuid import uuid4

import pytest
from identity_rig import PASSWORD

from chassis.auth import Role
from chassis.testing.rig import OFFICE
from identity.first_user import make_first_user


def test_the_first_user_is_made_once(identity):
    assert make_first_user(identity.runtime, "other", OFFICE) is None
    assert identity.sign_in("other").status_code == 400


def test_a_first_user_gets_a_password_to_be_shown(identity, database):
    for name in ("users", "sign_ins"):
        database[name].delete_many({})
    password = make_first_user(identity.runtime, "ketua", OFFICE)
    assert identity.sign_in("ketua", password).status_code == 200


def test_a_registered_user_signs_in_and_is_told_of(identity):
    answer = identity.register("siti.pk", Role.OFFICER, Role.SUPERVISOR)
    assert answer.status_code == 201
    told = identity.published("identity.user-changed")[-1]
    assert told.source == f"/offices/{OFFICE}/identity"
    assert told.data == {
        "user_id": answer.json["id"],
        "roles": ["officer", "supervisor"],
        "offices": [OFFICE],
        "active": True,
    }
    me = identity.user("siti.pk").get("/v1/me").json
    assert me == {
        "id": answer.json["id"],
        "username": "siti.pk",
        "name": "Siti Aminah",
        "roles": ["officer", "supervisor"],
        "offices": [OFFICE],
    }


def test_the_same_request_twice_registers_once(identity):
    admin = identity.user("admin")
    first, again = (
        admin.post(
            "/v1/users",
            {"username": "siti.pk", "name": "Siti", "password": PASSWORD, "roles": ["officer"]},
            Idempotency_Key="one",
        )
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json


def test_a_username_is_one_persons(identity):
    identity.register("siti.pk")
    answer = identity.register("Siti.PK")
    assert (answer.status_code, answer.json["code"]) == (409, "username_taken")


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        ({"password": "pendek"}, "password_too_short", "password"),
        ({"password": "SitiNurHaliza"}, "password_is_username", "password"),
        ({"roles": ["chief"]}, "fields_wrong", "roles.0"),
        ({"offices": [OFFICE, "atlantis"]}, "office_unknown", "offices"),
        ({"nik": "3175"}, "fields_wrong", "nik"),
    ],
)
def test_what_is_wrong_is_named(identity, wanted, code, field):
    answer = identity.register("sitinurhaliza", **wanted)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["errors"][0]["field"] == field
    assert "pendek" not in answer.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.REGISTRAR, Role.REGIONAL])
def test_only_heads_and_operators_register(identity, role):
    identity.register("siti.pk", role)
    answer = identity.register("budi.pk", by=identity.user("siti.pk"))
    assert answer.status_code == 403


def test_no_service_makes_a_user_or_takes_one_over(identity):
    console, user = identity.service("console"), identity.register("siti.pk").json["id"]
    here = {"Pamong_Office": OFFICE}
    new = {"username": "budi", "name": "Budi", "password": PASSWORD, "roles": ["operator"]}
    for answer in (
        console.post("/v1/users", new, **here),
        console.patch(f"/v1/users/{user}", {"roles": ["operator"]}, **here),
        console.post(f"/v1/users/{user}/password", {"password": PASSWORD}, **here),
    ):
        assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_a_head_does_not_raise_anyone_beyond_the_office(identity):
    identity.register("kepala", Role.HEAD)
    answer = identity.register("budi.pk", Role.OPERATOR, by=identity.user("kepala"))
    assert (answer.status_code, answer.json["code"]) == (422, "role_not_grantable")


def test_the_operators_account_registers_in_the_office_it_names(identity):
    operator = identity.service("operator")
    operator.post(
        "/v1/offices",
        {"code": "bogor", "name": "Bapas Bogor"},
        Pamong_Office="bogor",
    )
    wanted = {"username": "budi", "name": "Budi", "password": PASSWORD, "roles": ["officer"]}
    answer = operator.post("/v1/users", wanted, Pamong_Office="bogor")
    assert answer.json["office_id"] == "bogor"


def test_users_are_listed_by_role_in_pages(identity):
    for username in ("a.pk", "b.pk", "c.pk"):
        identity.register(username)
    identity.register("kepala", Role.HEAD)
    siti = identity.user("a.pk")
    first = siti.get("/v1/users?role=officer&limit=2").json
    second = siti.get(f"/v1/users?role=officer&limit=2&after={first['next']}").json
    assert [each["username"] for each in first["items"]] == ["a.pk", "b.pk"]
    assert [each["username"] for each in second["items"]] == ["c.pk"]
    assert second["next"] is None


def test_an_unknown_filter_is_refused(identity):
    answer = identity.user("admin").get("/v1/users?rol=officer")
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "rol")


def test_names_are_given_for_ids_of_this_office(identity):
    siti = identity.register("siti.pk").json["id"]
    ids = [siti, str(uuid4())]
    answer = identity.user("siti.pk").post("/v1/users/batch", {"ids": ids})
    assert answer.json == {"items": [{"id": siti, "name": "Siti Aminah"}]}


def test_another_office_does_not_see_a_user_of_this_one(identity):
    siti = identity.register("siti.pk").json["id"]
    elsewhere = identity.service("console")
    answer = elsewhere.get(f"/v1/users/{siti}", Pamong_Office="bogor")
    assert answer.status_code == 404
    assert elsewhere.get("/v1/users", Pamong_Office="bogor").json["items"] == []


def test_a_user_of_two_offices_is_seen_in_both_and_changed_at_home(identity):
    admin = identity.user("admin")
    admin.post("/v1/offices", {"code": "bogor", "name": "Bapas Bogor"})
    siti = identity.register("siti.pk", offices=[OFFICE, "bogor"]).json["id"]
    operator = identity.service("operator")
    assert operator.get(f"/v1/users/{siti}", Pamong_Office="bogor").status_code == 200
    answer = operator.patch(f"/v1/users/{siti}", {"name": "S"}, Pamong_Office="bogor")
    assert answer.json["code"] == "not_home_office"
    assert identity.user("siti.pk").get("/v1/offices").json["next"] is None


def test_a_change_on_a_stale_version_is_refused(identity):
    siti = identity.register("siti.pk").json["id"]
    admin = identity.user("admin")
    changed = admin.patch(f"/v1/users/{siti}", {"roles": ["supervisor"]}, If_Match='"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert admin.patch(f"/v1/users/{siti}", {"name": "S"}, If_Match='"1"').status_code == 412


def test_a_change_that_changes_nothing_is_not_told(identity):
    siti = identity.register("siti.pk").json["id"]
    told = len(identity.published())
    identity.user("admin").patch(f"/v1/users/{siti}", {"roles": ["officer"]})
    assert len(identity.published()) == told


def test_one_changes_the_own_password_by_the_current_one(identity):
    siti = identity.register("siti.pk").json["id"]
    wanted = {"password": "kerbau di pematang", "current": PASSWORD}
    answer = identity.user("siti.pk").post(f"/v1/users/{siti}/password", wanted)
    assert answer.status_code == 204
    assert identity.sign_in("siti.pk", "kerbau di pematang").status_code == 200
    assert identity.sign_in("siti.pk").status_code == 400


@pytest.mark.parametrize("current", [None, "padi belum menguning"])
def test_without_the_current_one_the_own_password_stays(identity, current):
    siti = identity.register("siti.pk").json["id"]
    wanted = {"password": "kerbau di pematang", "current": current}
    answer = identity.user("siti.pk").post(
        f"/v1/users/{siti}/password", {k: v for k, v in wanted.items() if v}
    )
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "current")
    assert identity.sign_in("siti.pk").status_code == 200


def test_guessing_the_current_password_is_braked_too(identity):
    siti = identity.register("siti.pk").json["id"]
    calls = identity.user("siti.pk")
    wanted = {"password": "kerbau di pematang", "current": "padi belum menguning"}
    for _ in range(5):
        calls.post(f"/v1/users/{siti}/password", wanted)
    answer = calls.post(f"/v1/users/{siti}/password", wanted)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"]


def test_a_head_gives_a_new_password_to_whoever_forgot_it(identity):
    siti = identity.register("siti.pk").json["id"]
    identity.register("kepala", Role.HEAD)
    for _ in range(5):
        identity.sign_in("siti.pk", "padi belum menguning")
    head = identity.user("kepala")
    assert (
        head.post(f"/v1/users/{siti}/password", {"password": "kerbau di pematang"}).status_code
        == 204
    )
    assert identity.sign_in("siti.pk", "kerbau di pematang").status_code == 200


def test_colleagues_do_not_set_each_others_passwords(identity):
    siti = identity.register("siti.pk").json["id"]
    identity.register("budi.pk")
    answer = identity.user("budi.pk").post(
        f"/v1/users/{siti}/password", {"password": "kerbau di pematang"}
    )
    assert (answer.status_code, answer.json["code"]) == (422, "role_not_grantable")


def test_offices_are_known_to_all_and_opened_by_operators(identity):
    identity.register("siti.pk")
    bogor = {"code": "bogor", "name": "Bapas Bogor"}
    assert identity.user("siti.pk").post("/v1/offices", bogor).status_code == 403
    assert identity.user("admin").post("/v1/offices", bogor).json == bogor
    again = identity.user("admin").post("/v1/offices", bogor)
    assert (again.status_code, again.json["code"]) == (409, "office_exists")
    answer = identity.user("siti.pk").get("/v1/offices").json
    assert [each["code"] for each in answer["items"]] == ["bogor", OFFICE]


def test_an_office_has_no_zone_of_its_own(identity):
    wanted = {"code": "bogor", "name": "Bapas Bogor", "zone": "Asia/Makassar"}
    answer = identity.user("admin").post("/v1/offices", wanted)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "zone")
