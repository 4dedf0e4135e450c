"""A password, or a service's secret, for a token that every service can check."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from identity_rig import PASSWORD, ROOT

from chassis.auth import Tokens
from chassis.peers import service_secret
from chassis.testing.rig import OFFICE
from identity import hashing
from identity.app import retire_signing_keys, service
from identity.domain.refusals import TooManyGuesses
from identity.signing_in import service_token
from identity.store import guesses, signing_keys


def keys_of(identity):
    return identity.ask().get("/v1/jwks.json").json


def test_a_users_token_says_who_as_what_and_where(identity):
    answer = identity.sign_in("admin").json
    caller = Tokens(lambda: keys_of(identity)).caller(answer["access_token"])
    assert caller.roles == {"operator", "head", "registrar"}
    assert caller.offices == {OFFICE}
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 8 * 3600)


def test_capitals_in_a_username_do_not_matter(identity):
    assert identity.sign_in(" Admin ").status_code == 200


@pytest.mark.parametrize("username", ["admin", "nobody"])
def test_a_wrong_password_and_a_wrong_name_answer_the_same(identity, username):
    answer = identity.sign_in(username, "padi belum menguning")
    assert answer.status_code == 400
    assert answer.json == {"error": "invalid_grant"}


def test_a_wrong_name_takes_the_same_work_as_a_wrong_password(identity, monkeypatch):
    worked = []

    class Counting(PasswordHasher):
        def hash(self, password, *, salt=None):
            worked.append("argon2")
            return super().hash(password, salt=salt)

        def verify(self, hash, password):
            worked.append("argon2")
            return super().verify(hash, password)

    monkeypatch.setattr(hashing, "HASHER", Counting(time_cost=1, memory_cost=8))
    identity.sign_in("admin", "padi belum menguning")
    identity.sign_in("nobody", "padi belum menguning")
    assert worked == ["argon2"] * 2


@pytest.mark.parametrize("username", ["admin", "nobody"])
def test_after_five_failures_even_the_right_password_waits(identity, username):
    for _ in range(5):
        assert identity.sign_in(username, "padi belum menguning").status_code == 400
    answer = identity.sign_in(username)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 2


def test_failures_before_a_right_password_are_forgotten(identity):
    for _ in range(2):
        for _ in range(4):
            identity.sign_in("admin", "padi belum menguning")
        assert identity.sign_in("admin").status_code == 200


def test_the_wait_grows_with_each_failure_by_the_systems_clock(database):
    noon = datetime(2021, 6, 1, 5, tzinfo=UTC)
    for _ in range(5):
        guesses.admit(database, b"siti", noon)
    for wait in (2, 4, 8):
        with pytest.raises(TooManyGuesses) as refused:
            guesses.admit(database, b"siti", noon)
        assert refused.value.facts["seconds"] == wait
        noon += timedelta(seconds=wait)
        guesses.admit(database, b"siti", noon)


def test_guesses_at_the_same_moment_are_each_counted(identity):
    with ThreadPoolExecutor(12) as crowd:
        answers = list(
            crowd.map(lambda n: identity.sign_in("admin", f"wrong guess {n}"), range(12))
        )
    looked_at = [each for each in answers if each.status_code == 400]
    assert len(looked_at) == 5


def test_waiting_for_one_name_is_nothing_to_another(identity):
    identity.register("siti.pk")
    for _ in range(5):
        identity.sign_in("admin", "padi belum menguning")
    assert identity.sign_in("siti.pk").status_code == 200


def test_a_password_kept_by_old_parameters_is_kept_anew_at_the_next_sign_in(identity, database):
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    database.sign_ins.update_one({}, {"$set": {"password": old}})
    assert identity.sign_in("admin").status_code == 200
    assert not hashing.is_outdated(database.sign_ins.find_one()["password"])
    assert identity.sign_in("admin").status_code == 200


def test_whoever_was_switched_off_does_not_get_in(identity):
    siti = identity.register("siti.pk").json["id"]
    identity.user("admin").patch(f"/v1/users/{siti}", {"active": False})
    assert identity.sign_in("siti.pk").json == {"error": "invalid_grant"}


def test_a_sign_in_is_recorded_without_name_or_password(identity, database):
    identity.sign_in("admin")
    entry = database.audit_pending.find_one({"action": "sign_in"})
    assert entry["office_id"] == OFFICE
    assert entry["facts"] == {"subjects": [entry["actor"]]}


def test_a_service_signs_in_with_the_secret_derived_from_the_root(identity):
    answer = identity.sign_in_service("registry").json
    caller = Tokens(lambda: keys_of(identity)).caller(answer["access_token"])
    assert (caller.id, caller.roles, caller.offices) == ("registry", {"service"}, {"*"})
    assert answer["expires_in"] == 3600


@pytest.mark.parametrize(("account", "role"), [("operator", "operator"), ("importer", "registrar")])
def test_who_operates_reads_nobody_and_who_imports_operates_nothing(identity, account, role):
    token = identity.sign_in_service(account).json["access_token"]
    caller = Tokens(lambda: keys_of(identity)).caller(token)
    assert caller.roles == {role}
    assert identity.service(account).get("/v1/me").json["username"] == account


@pytest.mark.parametrize(("name", "secret"), [("registry", "guess"), ("kitchen", None)])
def test_another_secret_or_account_is_refused(identity, name, secret):
    answer = identity.sign_in_service(name, secret)
    assert (answer.status_code, answer.json) == (401, {"error": "invalid_client"})


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "implicit"}, "unsupported_grant_type"),
        ({"grant_type": "password", "username": "admin"}, "invalid_request"),
        ({"grant_type": "client_credentials"}, "invalid_request"),
    ],
)
def test_a_request_for_a_token_that_is_none_says_so(identity, form, error):
    answer = identity.ask().post("/v1/token", data=form)
    assert (answer.status_code, answer.json) == (400, {"error": error})


def test_a_new_key_signs_later_and_the_old_one_keeps_verifying(identity):
    around, now = identity.runtime.around, datetime.now(UTC)
    old = signing_keys.signing_key(around, now)
    token = service_token(identity.runtime, ROOT, "registry", service_secret(ROOT, "registry"))
    made = identity.user("admin").post("/v1/signing-keys").json
    later = datetime.fromisoformat(made["signs_from"]) + timedelta(seconds=1)
    assert {each["kid"] for each in keys_of(identity)["keys"]} == {old.kid, made["kid"]}
    assert signing_keys.signing_key(around, now).kid == old.kid
    assert signing_keys.signing_key(around, later).kid == made["kid"]
    assert Tokens(lambda: keys_of(identity)).caller(token.text).id == "registry"


def test_a_replaced_key_is_forgotten_when_all_its_tokens_have_expired(identity, database):
    around, now = identity.runtime.around, datetime.now(UTC)
    old = signing_keys.signing_key(around, now)
    identity.user("admin").post("/v1/signing-keys")
    assert retire_signing_keys(identity.runtime) == 0
    assert signing_keys.retire(around, now + timedelta(days=2)) == 1
    assert old.kid not in {each["kid"] for each in keys_of(identity)["keys"]}


def test_the_store_alone_gives_nobody_a_key_a_name_or_a_password(identity, database):
    identity.register("siti.pk", name="Siti Nurhaliza")
    kept = repr({name: list(database[name].find()) for name in database.list_collection_names()})
    assert "Siti" not in kept
    assert "siti.pk" not in kept
    assert PASSWORD not in kept
    assert "'d':" not in kept


def test_a_service_says_nothing_of_its_root():
    assert ROOT.decode() not in repr(service(ROOT))
