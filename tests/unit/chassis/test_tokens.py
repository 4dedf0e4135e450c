"""Bearer tokens: whose they are, until when, and with which keys they are checked."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, OKPKey

from chassis.auth import NotAllowed, NotSignedIn, Role, Tokens, sign_token
from chassis.transaction import Unavailable

KEY, OTHER = (OKPKey.generate_key("Ed25519", auto_kid=True) for _ in range(2))


class Identity:
    """Publishes its keys, unless it is away."""

    def __init__(self, *keys: OKPKey) -> None:
        self.keys = list(keys)
        self.away = False
        self.asked = 0

    def __call__(self) -> dict[str, Any]:
        self.asked += 1
        if self.away:
            raise ConnectionError
        return dict(KeySet(list(self.keys)).as_dict())


def a_token(key: OKPKey = KEY, *, seconds: float = 3600, user: str = "rini") -> str:
    return sign_token(key, user, [Role.OFFICER], ["makassar"], seconds)


def forged(**claims: Any) -> str:
    """Signed by identity's key, with other claims than identity gives."""
    whole = {"iss": "pamong/identity", "sub": "rini", "roles": ["officer"], "offices": ["a"]}
    whole |= {"exp": 4_000_000_000, **claims}
    given = {name: each for name, each in whole.items() if each is not None}
    return jwt.encode({"alg": "Ed25519", "kid": KEY.kid}, given, KEY, algorithms=["Ed25519"])


def test_a_token_names_its_caller() -> None:
    caller = Tokens(Identity(KEY)).caller(a_token())
    assert (caller.id, caller.roles, caller.offices) == ("rini", {Role.OFFICER}, {"makassar"})


def test_a_token_that_ended_names_nobody_even_if_it_was_seen_before() -> None:
    tokens, token = Tokens(Identity(KEY)), a_token(seconds=60)
    with time_machine.travel("2026-01-01", tick=False) as clock:
        token = a_token(seconds=60)
        assert tokens.caller(token).id == "rini"
        clock.shift(61)
        with pytest.raises(NotSignedIn):
            tokens.caller(token)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: a_token(OTHER),
        lambda: a_token()[:-4] + "AAAA",
        lambda: "nonsense",
        lambda: forged(iss="someone/else"),
        lambda: forged(iss=None),
        lambda: forged(exp=None),
        lambda: forged(roles=None),
        lambda: forged(roles=7),
        lambda: jwt.encode({"alg": "HS256"}, {"sub": "rini"}, _symmetric(), algorithms=["HS256"]),
    ],
)
def test_what_identity_did_not_sign_so_names_nobody(wrong: Callable[[], str]) -> None:
    with pytest.raises(NotSignedIn):
        Tokens(Identity(KEY)).caller(wrong())


def test_a_role_that_is_not_known_here_yet_is_passed_over() -> None:
    caller = Tokens(Identity(KEY)).caller(forged(roles=["officer", "astronaut"]))
    assert caller.roles == {Role.OFFICER}


def test_keys_are_fetched_once_and_again_when_a_new_one_appears(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chassis.auth.REFRESH_SECONDS", 0.0)
    identity = Identity(KEY)
    tokens = Tokens(identity)
    for _ in range(3):
        tokens.caller(a_token())
    assert identity.asked == 1
    identity.keys = [OTHER, KEY]
    assert tokens.caller(a_token(OTHER)).id == "rini"
    assert tokens.caller(a_token(KEY)).id == "rini"
    assert identity.asked == 2


def test_tokens_of_a_key_that_is_gone_name_nobody_once_the_keys_are_fetched_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    identity, token = Identity(KEY), a_token()
    tokens = Tokens(identity)
    assert tokens.caller(token).id == "rini"
    identity.keys = [OTHER]
    assert tokens.caller(token).id == "rini"
    monkeypatch.setattr("chassis.auth.REFRESH_SECONDS", -1.0)
    monkeypatch.setattr("chassis.auth.STALE_SECONDS", -1.0)
    with pytest.raises(NotSignedIn):
        tokens.caller(token)


def test_forged_tokens_do_not_make_us_ask_identity_for_each() -> None:
    identity = Identity(KEY)
    tokens = Tokens(identity)
    for _ in range(20):
        with pytest.raises(NotSignedIn):
            tokens.caller(a_token(OTHER))
    assert identity.asked == 1


def test_with_identity_away_the_keys_of_before_are_good(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = Identity(KEY)
    tokens = Tokens(identity)
    tokens.caller(a_token(user="rini"))
    identity.away = True
    monkeypatch.setattr("chassis.auth.STALE_SECONDS", -1.0)
    assert tokens.caller(a_token(user="sari")).id == "sari"


def test_without_any_keys_it_is_not_the_callers_fault() -> None:
    identity = Identity(KEY)
    identity.away = True
    tokens = Tokens(identity)
    with pytest.raises(Unavailable):
        tokens.caller(a_token())
    identity.away = False
    assert tokens.caller(a_token()).id == "rini"


def test_the_office_is_the_only_one_or_the_one_asked_for() -> None:
    tokens = Tokens(Identity(KEY))
    one = tokens.caller(forged(offices=["a"]))
    two = tokens.caller(forged(offices=["a", "b"]))
    every = tokens.caller(forged(offices=["*"]))
    assert one.office(None) == "a"
    assert two.office("b") == "b"
    assert every.office("anything") == "anything"
    for caller, asked in ((one, "b"), (two, None), (two, "c"), (every, None), (every, "")):
        with pytest.raises(NotAllowed):
            caller.office(asked)


def _symmetric() -> Any:
    return OctKey.import_key("s" * 32)
