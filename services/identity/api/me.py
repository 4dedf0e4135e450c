"""GET /v1/me: who the caller is."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import WITHIN, NotSignedIn, allow
from chassis.common import runtime
from identity.accounts import ACCOUNTS
from identity.api.shapes import Me

blp = Blueprint("me", __name__, url_prefix="/v1", description="One's own account")


@blp.route("/me")
class MeView(MethodView):
    @blp.response(200, Me)
    @allow(*WITHIN)
    def get(self) -> Any:
        """Who the caller is, with the roles and offices of the token."""
        who = http.caller()
        names = {"username": who.id, "name": who.id} if who.id in ACCOUNTS else _names()
        return {"id": who.id, **names, "roles": sorted(who.roles), "offices": sorted(who.offices)}


def _names() -> dict[str, str]:
    user = runtime().read(
        lambda unit, ident: unit.users.wherever(ident),
        UUID(http.caller().id),
        office_id="",
        actor=http.actor(),
    )
    if user is None:
        raise NotSignedIn
    return {"username": user.username, "name": user.name}
