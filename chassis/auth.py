"""Who calls, and whether that caller may: bearer tokens, roles, offices.

Tokens are signed by identity (EdDSA) and checked with its published keys. A view says by `allow`
or `public` who may call it; one that says nothing is refused.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from chassis.observability import log
from chassis.refusals import Refused
from chassis.transaction import Unavailable

F = TypeVar("F", bound=Callable[..., Any])
ISSUER = "pamong/identity"
ALGORITHM = "Ed25519"
ALL_OFFICES = "*"
REFRESH_SECONDS, STALE_SECONDS = 10.0, 300.0
"""How often identity's keys may be asked for again, and how old they may grow."""
CACHED_TOKENS = 2_000
ALLOWS = "__allows__"


class Role(StrEnum):
    """What a person, or a program, may be in an office."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    REGISTRAR = "registrar"
    HEAD = "head"
    TRAINER = "trainer"
    REGIONAL = "regional"
    OPERATOR = "operator"
    SERVICE = "service"
    AGENCY = "agency"


WITHIN = tuple(each for each in Role if each is not Role.AGENCY)
"""All roles but that of other agencies, to whom nothing is open that was not made for them."""


ROLES = frozenset(Role)
"""What a token says beyond these is for later versions of the code."""


class NotSignedIn(Refused):
    """No token, or one that is not valid now."""

    code = "not_signed_in"


class NotAllowed(Refused):
    """The caller's roles or offices do not cover this."""

    code = "not_allowed"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a valid token names. `offices` holds office ids, or `*` for a service account."""

    id: str
    roles: frozenset[Role]
    offices: frozenset[str]
    until: float

    def office(self, asked: str | None) -> str:
        """The office of this request: the asked one, or the only one. NotAllowed otherwise."""
        if asked is None and len(self.offices) == 1 and ALL_OFFICES not in self.offices:
            return next(iter(self.offices))
        if asked and (asked in self.offices or ALL_OFFICES in self.offices):
            return asked
        raise NotAllowed(field="Pamong-Office", offices=", ".join(sorted(self.offices)))


class Tokens:
    """Checks tokens with identity's keys, fetched when first needed and when a new one appears."""

    def __init__(self, keys: Callable[[], Mapping[str, Any]]) -> None:
        self._fetch = keys
        self._keys: KeySet | None = None
        self._fetched = self._tried = -STALE_SECONDS
        self._checked: dict[str, Caller] = {}
        self._lock = threading.Lock()

    def caller(self, token: str) -> Caller:
        """Who the token names; raises NotSignedIn."""
        self._key_set(fresh=False)
        known = self._checked.get(token)
        if known is not None and known.until > time.time():
            return known
        caller = self._check(token)
        with self._lock:
            if len(self._checked) >= CACHED_TOKENS:
                self._checked.clear()
            self._checked[token] = caller
        return caller

    def _check(self, token: str) -> Caller:
        for fresh in (False, True):
            try:
                decoded = jwt.decode(token, self._key_set(fresh=fresh), algorithms=[ALGORITHM])
                must = jwt.JWTClaimsRegistry(
                    iss={"essential": True, "value": ISSUER}, exp={"essential": True}
                )
                must.validate(decoded.claims)
                return _caller(decoded.claims)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                if fresh:
                    raise NotSignedIn(why=type(error).__name__) from error
        raise NotSignedIn

    def _key_set(self, *, fresh: bool) -> KeySet:
        """Identity's keys; what it does not answer now is taken from the last time it did."""
        age, tried = time.monotonic() - self._fetched, time.monotonic() - self._tried
        wanted = self._keys is None or fresh or age > STALE_SECONDS
        if wanted and (self._keys is None or tried > REFRESH_SECONDS):
            self._tried = time.monotonic()
            try:
                self._keep(KeySet.import_key_set(dict(self._fetch())))  # type: ignore[arg-type]
            except Exception as error:  # whatever the way to identity fails of
                log.warning("identity's keys cannot be had", why=type(error).__name__)
        if self._keys is None:
            raise Unavailable("identity's keys cannot be had")
        return self._keys

    def _keep(self, keys: KeySet) -> None:
        """A key that is gone takes the tokens with it that it had signed."""
        with self._lock:
            self._keys, self._fetched = keys, time.monotonic()
            self._checked.clear()


def _caller(claims: Mapping[str, Any]) -> Caller:
    return Caller(
        id=str(claims["sub"]),
        roles=frozenset(Role(each) for each in claims["roles"] if each in ROLES),
        offices=frozenset(claims["offices"]),
        until=float(claims["exp"]),
    )


def sign_token(
    key: OKPKey, subject: str, roles: Iterable[Role], offices: Iterable[str], seconds: float
) -> str:
    """A bearer token for `subject`, good for so many seconds of the system's clock."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": subject,
        "roles": sorted(roles),
        "offices": sorted(offices),
        "iat": now,
        "exp": now + int(seconds),
    }
    header = {"alg": ALGORITHM, "kid": key.kid}
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def allow(*roles: Role) -> Callable[[F], F]:
    """Only callers with one of these roles may call the view."""

    def mark(view: F) -> F:
        setattr(view, ALLOWS, frozenset(roles))
        return view

    return mark


def public(view: F) -> F:
    """Anyone may call the view, signed in or not."""
    setattr(view, ALLOWS, None)
    return view
