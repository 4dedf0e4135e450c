"""Signing in: a password, or the secret of a service or an agency, for a token."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.auth import ALL_OFFICES, Role, sign_token
from chassis.service import Runtime
from chassis.unit import Actor, Cause
from identity import accounts, agency_accounts, hashing
from identity.commands import SignedIn, note_sign_in
from identity.domain.refusals import WrongPassword
from identity.store import Unit, guesses, sign_ins
from identity.store.sign_ins import SignIn
from identity.store.signing_keys import signing_key

USER_SECONDS = 8 * 3_600
SERVICE_SECONDS = 3_600
AGENCY_SECONDS = 900
"""An agency that is shut out may still ask for so long, and is told nothing that is not its own."""


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token, and for how many seconds it is good."""

    text: str
    seconds: int


def user_token(runtime: Runtime[Unit], username: str, password: str, cause: Cause) -> Token:
    """For a user's password. Raises WrongPassword or TooManyGuesses; each sign-in is recorded."""
    found = check_password(runtime, username, password)
    outdated = hashing.is_outdated(found.password)
    signed_in = SignedIn(
        user_id=found.user_id, rehashed=hashing.hashed(password) if outdated else None
    )
    user = runtime.transact(
        note_sign_in,
        signed_in,
        office_id=found.office_id,
        actor=Actor(id=str(found.user_id)),
        cause=cause,
    ).result
    key = signing_key(runtime.around, datetime.now(UTC))
    roles = [Role(each) for each in user.roles]
    return Token(sign_token(key, str(user.id), roles, user.offices, USER_SECONDS), USER_SECONDS)


def service_token(runtime: Runtime[Unit], root: bytes, name: str, secret: str) -> Token | None:
    """For a service's own secret, in all offices; None when it is not that."""
    roles = accounts.account(root, name, secret)
    if roles is None:
        return None
    key = signing_key(runtime.around, datetime.now(UTC))
    return Token(sign_token(key, name, roles, [ALL_OFFICES], SERVICE_SECONDS), SERVICE_SECONDS)


def agency_token(runtime: Runtime[Unit], code: str, secret: str, cause: Cause) -> Token | None:
    """For an agency's secret, in the offices that let it in; None when it is not that."""
    given = agency_accounts.hash_of(runtime.around.vault, secret)
    actor = Actor(id=code)
    account = runtime.read(
        lambda unit, code: unit.accounts.wherever(code), code, office_id="", actor=actor
    )
    if account is None or not account.offices or not hmac.compare_digest(account.secret, given):
        return None
    for office in account.offices:
        runtime.read(_note_agency, code, office_id=office, actor=actor, cause=cause)
    key = signing_key(runtime.around, datetime.now(UTC))
    token = sign_token(key, code, [Role.AGENCY], account.offices, AGENCY_SECONDS)
    return Token(token, AGENCY_SECONDS)


def _note_agency(unit: Unit, code: str) -> None:
    unit.record("sign_in", agency=code)


def check_password(runtime: Runtime[Unit], username: str, password: str) -> SignIn:
    """The sign-in that these open. It takes as long for a username that nobody has."""
    around = runtime.around
    key = sign_ins.key_of(around.vault, username)
    guesses.admit(around.database, key, datetime.now(UTC))
    found = sign_ins.find(around.database, key)
    if not hashing.matches(found.password if found else None, password) or found is None:
        raise WrongPassword
    guesses.forget(around.database, key)
    return found


def forget_guesses(runtime: Runtime[Unit], username: str) -> None:
    """The user has a new password: a row of wrong tries at the old one means nothing now."""
    around = runtime.around
    guesses.forget(around.database, sign_ins.key_of(around.vault, username))
