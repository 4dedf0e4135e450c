"""What can be done with accounts of agencies. Secrets come hashed: they are shown once, before."""

import secrets
from dataclasses import dataclass

from chassis.privacy import Vault
from identity.accounts import ACCOUNTS
from identity.domain import refusals
from identity.domain.account import Account, open_account
from identity.domain.roles import Granter
from identity.store import Unit

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """An agency into the unit's office, and into others."""

    code: str
    offices: tuple[str, ...]
    by: Granter


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAccount:
    code: str
    by: Granter


def new_secret() -> str:
    """To be shown once. It cannot be guessed, so that no guesses need to be counted."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(vault: Vault, secret: str) -> bytes:
    return vault.hash("account", secret)


def let_in(unit: Unit, order: LetIn, secret: bytes) -> Account:
    """The agency's account in these offices. One that is there, and open, keeps its own secret."""
    if order.code in ACCOUNTS:
        raise refusals.AccountReserved(field="code", code=order.code)
    unit.offices.check_known(order.offices)
    known = unit.accounts.wherever(order.code)
    account = known or open_account(order.code, unit.office_id, secret)
    if not account.offices:
        account = account.renewed(secret)
    account = account.let_in(order.offices, order.by)
    kept = unit.accounts.save(account) if known else unit.accounts.add(account)
    unit.record("let_agency_in", agency=order.code, offices=list(order.offices))
    return kept


def renew_secret(unit: Unit, order: ChangeAccount, secret: bytes) -> Account:
    """Another (hashed) secret; the one before is worth nothing from now on."""
    account = unit.accounts.of_code(order.code)
    account = unit.accounts.save(account.renewed(secret))
    unit.record("renew_agency_secret", agency=order.code)
    return account


def shut_out(unit: Unit, order: ChangeAccount) -> Account:
    """The agency out of the unit's office; tokens that it has are good until they expire."""
    account = unit.accounts.of_code(order.code).shut_out(unit.office_id, order.by)
    saved = unit.accounts.save(account)
    unit.record("shut_agency_out", agency=order.code)
    return saved
