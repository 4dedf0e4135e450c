"""POST /v1/users/{id}/password: one's own with the current one, or another's by whoever may."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import WITHIN, Role, allow
from chassis.common import runtime
from identity import hashing, signing_in
from identity.api.shapes import NewPassword
from identity.api.users import granter
from identity.commands import SetPassword, set_password
from identity.domain.passwords import check_password
from identity.domain.refusals import WrongPassword
from identity.domain.user import User
from identity.store import Unit

blp = Blueprint("passwords", __name__, url_prefix="/v1/users", description="Passwords")


@blp.route("/<uuid:user_id>/password")
class PasswordView(MethodView):
    @blp.arguments(NewPassword)
    @blp.response(204)
    @allow(*(each for each in WITHIN if each is not Role.SERVICE))
    def post(self, wanted: dict[str, Any], user_id: UUID) -> None:
        """Set a password: one's own, with the current one; or that of a user one may change.

        Not the same twice by an Idempotency-Key: setting the same password again is the same.
        """
        user = http.read(_user, user_id)
        check_password(wanted["password"], user.username)
        if http.caller().id == str(user_id):
            _check_current(user, wanted["current"])
        hashed = hashing.hashed(wanted["password"])
        runtime().transact(
            lambda unit, order: set_password(unit, order, hashed),
            SetPassword(user_id=user_id, by=granter()),
            office_id=http.office(),
            actor=http.actor(),
            cause=http.cause(),
        )
        signing_in.forget_guesses(runtime(), user.username)


def _check_current(user: User, current: str | None) -> None:
    try:
        signing_in.check_password(runtime(), user.username, current or "")
    except WrongPassword:
        raise WrongPassword(field="current") from None


def _user(unit: Unit, user_id: UUID) -> User:
    return unit.users.get(user_id)
