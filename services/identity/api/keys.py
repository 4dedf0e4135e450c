"""The keys by which everyone checks tokens, and how a new one is brought in."""

from datetime import UTC, datetime
from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import Role, allow, public
from chassis.common import runtime
from identity.api.shapes import KeySet, SigningKeyAnswer
from identity.commands import add_signing_key
from identity.store import signing_keys

blp = Blueprint("keys", __name__, url_prefix="/v1", description="Signing keys")


@blp.route("/jwks.json")
class KeysView(MethodView):
    @blp.response(200, KeySet)
    @public
    def get(self) -> Any:
        """The public keys that tokens are signed with, old and new, as a JWK set."""
        return signing_keys.published(runtime().around)


@blp.route("/signing-keys")
class SigningKeysView(MethodView):
    @blp.response(201, SigningKeyAnswer)
    @allow(Role.OPERATOR)
    def post(self) -> Any:
        """Bring in a new signing key: published at once, it signs two minutes later."""
        signs_from = datetime.now(UTC) + signing_keys.PUBLISHED_BEFORE
        kid = (
            runtime()
            .transact(
                add_signing_key,
                signs_from,
                office_id=http.office(),
                actor=http.actor(),
                cause=http.cause(),
            )
            .result
        )
        return {"kid": kid, "signs_from": signs_from}
