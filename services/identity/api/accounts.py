"""Accounts of other agencies: let in, given a secret that is shown once, shut out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import NotAllowed, Role, allow
from chassis.common import runtime
from identity import agency_accounts as agencies
from identity.api import shapes
from identity.api.users import GRANTERS, granter
from identity.domain.account import Account
from identity.store import Unit

blp = Blueprint("accounts", __name__, url_prefix="/v1/accounts", description="Agencies' accounts")
AGENCIES = "agencies"
"""The only service that has to do with them: another's secret lets no agency in."""


def by_who_may(view: Callable[..., Any]) -> Callable[..., Any]:
    """Of services only that of agencies may call the view."""

    @wraps(view)
    def guarded(*args: Any, **named: Any) -> Any:
        who = http.caller()
        if who.id != AGENCIES and not who.roles & set(GRANTERS):
            raise NotAllowed
        return view(*args, **named)

    return guarded


@blp.route("")
class AccountsView(MethodView):
    @blp.response(200, shapes.AccountList)
    @allow(*GRANTERS, Role.SERVICE)
    @by_who_may
    def get(self) -> Any:
        """The agencies that may sign in to this office."""
        return {"items": http.read(_listed, None)}

    @blp.arguments(shapes.NewAccount)
    @blp.response(201, shapes.AccountAnswer)
    @allow(*GRANTERS, Role.SERVICE)
    @by_who_may
    def post(self, wanted: dict[str, Any]) -> Any:
        """Let an agency in. A new account's `secret` is in this answer and never again.

        One that is there is let into these offices as well, and keeps the secret that it has.
        """
        offices = tuple(wanted["offices"]) or (http.office(),)
        order = agencies.LetIn(code=wanted["code"], offices=offices, by=granter())
        return _with_secret(agencies.let_in, order)


@blp.route("/<code>/secret")
class SecretView(MethodView):
    @blp.response(200, shapes.AccountAnswer)
    @allow(Role.OPERATOR, Role.SERVICE)
    @by_who_may
    def post(self, code: str) -> Any:
        """Another secret, in this answer and never again; the one before ends now."""
        return _with_secret(agencies.renew_secret, agencies.ChangeAccount(code=code, by=granter()))


@blp.route("/<code>")
class AccountView(MethodView):
    @blp.response(200, shapes.AccountAnswer)
    @allow(*GRANTERS, Role.SERVICE)
    @by_who_may
    def delete(self, code: str) -> Any:
        """Shut the agency out of this office; nowhere let in, it no longer signs in."""
        return _shown(
            http.transact(agencies.shut_out, agencies.ChangeAccount(code=code, by=granter()))
        )


def _with_secret(command: Any, order: Any) -> dict[str, Any]:
    secret = agencies.new_secret()
    hashed = agencies.hash_of(runtime().around.vault, secret)
    account = http.transact(lambda unit, order: command(unit, order, hashed), order)
    return _shown(account, secret if account.secret == hashed else None)


def _shown(account: Account, secret: str | None = None) -> dict[str, Any]:
    return {"code": account.code, "offices": account.offices, "secret": secret}


def _listed(unit: Unit, _: None) -> list[Account]:
    return unit.accounts.listed()
