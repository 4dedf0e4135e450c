"""POST /v1/token: the OAuth 2 token endpoint (RFC 6749), with its own errors."""

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify
from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import public
from chassis.common import runtime
from identity.api.shapes import TokenAnswer, TokenError, TokenRequest
from identity.domain.refusals import TooManyGuesses, WrongPassword
from identity.signing_in import Token, agency_token, service_token, user_token

blp = Blueprint("token", __name__, url_prefix="/v1", description="Signing in")


@blp.route("/token")
class TokenView(MethodView):
    @blp.arguments(TokenRequest, location="form")
    @blp.response(200, TokenAnswer)
    @blp.alt_response(400, schema=TokenError, description="A wrong password or a wrong request")
    @blp.alt_response(401, schema=TokenError, description="A wrong service account")
    @blp.alt_response(429, schema=TokenError, description="Too many wrong passwords: wait")
    @public
    def post(self, asked: dict[str, str]) -> Any:
        """Sign in: a token for a user's password, or for the secret of a service or agency."""
        match asked:
            case {"grant_type": "password", "username": username, "password": password}:
                return _for_user(username, password)
            case {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}:
                root: bytes = runtime().service.root  # type: ignore[attr-defined]
                token = service_token(runtime(), root, name, secret)
                token = token or agency_token(runtime(), name, secret, http.cause())
                return _error(401, "invalid_client") if token is None else _answer(token)
            case {"grant_type": "password" | "client_credentials"}:
                return _error(400, "invalid_request")
        return _error(400, "unsupported_grant_type")


def _for_user(username: str, password: str) -> Any:
    try:
        return _answer(user_token(runtime(), username, password, http.cause()))
    except WrongPassword:
        return _error(400, "invalid_grant")
    except TooManyGuesses as error:
        return _error(429, "too_many_guesses", {"Retry-After": str(error.facts["seconds"])})


def _answer(token: Token) -> Mapping[str, Any]:
    return {"access_token": token.text, "expires_in": token.seconds}


def _error(status: int, error: str, headers: Mapping[str, str] | None = None) -> Response:
    answer = jsonify(error=error)
    answer.status_code = status
    answer.headers.update(headers or {})
    return answer
