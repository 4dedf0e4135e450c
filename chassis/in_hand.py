"""A request in hand: what is known of it from its beginning until its answer is tagged."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from flask import Flask, Response, g, request
from structlog import contextvars

from chassis.auth import ALLOWS, Caller, NotAllowed, NotSignedIn, Tokens
from chassis.ids import new_id
from chassis.observability import REQUESTS, child_of
from chassis.service import Runtime
from chassis.transaction import Unavailable, within

SECONDS = 5.0
"""For a change, its conflicts and the way to the store included."""
ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer that does not say otherwise: a browser that shows one runs and loads nothing."""
REQUEST_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
Wsgi = Callable[[Any, Any], Any]


@dataclass(slots=True, kw_only=True)
class InHand:
    """A request while it is answered: what is known of it, and what its answer will tell."""

    began: float
    request_id: str
    traceparent: str
    caller: Caller | None = None
    event: str | None = None
    version: int | None = None


def current() -> InHand:
    """The one that this thread answers."""
    found: InHand = g.in_hand
    return found


def register(app: Flask, runtime: Runtime[Any], tokens: Tokens) -> None:
    """Check every request's caller before its view, and tag every answer."""
    app.extensions["pamong.runtime"] = runtime
    app.wsgi_app = _hurried(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.before_request(partial(_begin, app, tokens))
    app.after_request(partial(_end, runtime.service.name))


def _hurried(answer: Wsgi) -> Wsgi:
    """Someone waits for the answer; a stream's later parts come in their own time."""

    def hurried(environ: Any, start_response: Any) -> Any:
        with within(SECONDS):
            return answer(environ, start_response)

    return hurried


def _begin(app: Flask, tokens: Tokens) -> None:
    headers = request.headers
    asked = headers.get("X-Request-Id", "")
    mine = g.in_hand = InHand(
        began=perf_counter(),
        request_id=asked if REQUEST_ID.fullmatch(asked) else str(new_id()),
        traceparent=child_of(headers.get("traceparent")),
    )
    contextvars.clear_contextvars()
    contextvars.bind_contextvars(request_id=mine.request_id)
    endpoint = request.endpoint
    if endpoint is None:
        return
    roles, said = allowed(app, endpoint, request.method), headers.get("Authorization", "")
    if roles is None:  # to what is open to all, a token that is no longer valid is no hindrance
        with suppress(NotSignedIn, Unavailable):
            mine.caller = _identified(tokens, said)
    else:
        mine.caller = _identified(tokens, said)
        if not mine.caller.roles & roles:
            raise NotAllowed


def _identified(tokens: Tokens, said: str) -> Caller:
    scheme, _, token = said.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn
    return tokens.caller(token.strip())


def allowed(app: Flask, endpoint: str, method: str) -> frozenset[str] | None:
    """The roles that may call it, None for everybody; a view that does not say allows nobody."""
    view = app.view_functions[endpoint]
    cls = getattr(view, "view_class", None)
    name = "get" if method == "HEAD" else method.lower()
    target = getattr(cls, name, view) if cls else view
    if endpoint == "static" or method == "OPTIONS":
        return None
    roles: frozenset[str] | None = getattr(target, ALLOWS, frozenset())
    return roles


def _end(service: str, answer: Response) -> Response:
    mine, headers = current(), answer.headers
    headers["X-Request-Id"] = mine.request_id
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    if mine.event:
        headers["Pamong-Event"] = mine.event
    if mine.version is not None:
        headers["ETag"] = f'"{mine.version}"'
    route = request.url_rule.rule if request.url_rule else "?"
    REQUESTS.labels(service, route, answer.status_code).observe(perf_counter() - mine.began)
    return answer
