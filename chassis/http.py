"""A request in hand: who calls, for which office, and the commands and reads it leads to."""

import re
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, Response, current_app, g, request
from structlog import contextvars

from chassis.auth import ALLOWS, Caller, NotAllowed, NotSignedIn, Tokens
from chassis.ids import new_id
from chassis.observability import child_of
from chassis.service import Runtime
from chassis.transaction import Unavailable, within
from chassis.unit import Actor, Cause

SECONDS = 5.0
"""For a change, its conflicts and the way to the store included."""
NO_VERSION = -1
REQUEST_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
O = TypeVar("O")  # noqa: E741
R = TypeVar("R")
Wsgi = Callable[[Any, Any], Any]


def register(app: Flask, runtime: Runtime[Any], tokens: Tokens) -> None:
    """Check every request's caller before its view, and tag every answer."""
    app.extensions["pamong.runtime"] = runtime
    app.extensions["pamong.tokens"] = tokens
    app.wsgi_app = _hurried(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.before_request(_begin)
    app.after_request(_end)


def _hurried(answer: Wsgi) -> Wsgi:
    """Someone waits for the answer; a stream's later parts come in their own time."""

    def hurried(environ: Any, start_response: Any) -> Any:
        with within(SECONDS):
            return answer(environ, start_response)

    return hurried


def transact(command: Callable[[Any, O], R], order: O) -> R:
    """Run a command as the caller, with the request's Idempotency-Key."""
    runtime: Runtime[Any] = current_app.extensions["pamong.runtime"]
    outcome = runtime.transact(
        command,
        order,
        office_id=office(),
        actor=actor(),
        cause=cause(),
        key=request.headers.get("Idempotency-Key"),
    )
    if outcome.event_ids:
        g.event = f"{runtime.service.name}/{outcome.event_ids[-1]}"
    return outcome.result


def read(question: Callable[[Any, O], R], order: O) -> R:
    """Answer a question as the caller; what was read of a person is recorded."""
    runtime: Runtime[Any] = current_app.extensions["pamong.runtime"]
    return runtime.read(question, order, office_id=office(), actor=actor(), cause=cause())


def caller() -> Caller:
    """Who calls; NotSignedIn for nobody."""
    found: Caller | None = g.get("caller")
    if found is None:
        raise NotSignedIn
    return found


def office() -> str:
    """The office of this request: the token's, or the one that `Pamong-Office` chooses."""
    return caller().office(request.headers.get("Pamong-Office"))


def actor() -> Actor:
    who = caller()
    return Actor(id=who.id, roles=frozenset(str(each) for each in who.roles))


def cause() -> Cause:
    return Cause(correlation=g.request_id, traceparent=g.traceparent)


def if_match() -> int | None:
    """The version that the caller saw, from If-Match; None when it did not say, or any will do.

    What no ETag of ours looks like is a version that nothing ever has: the answer will be 412.
    """
    text = request.headers.get("If-Match", "").strip()
    if text in ("", "*"):
        return None
    tag = text.removeprefix("W/").strip('"')
    return int(tag) if tag.isdigit() else NO_VERSION


def _begin() -> None:
    g.began = perf_counter()
    asked = request.headers.get("X-Request-Id", "")
    g.request_id = asked if REQUEST_ID.fullmatch(asked) else str(new_id())
    g.traceparent = child_of(request.headers.get("traceparent"))
    contextvars.clear_contextvars()
    contextvars.bind_contextvars(request_id=g.request_id)
    if request.endpoint is not None:
        _check(allowed(current_app, request.endpoint, request.method))


def _check(roles: frozenset[str] | None) -> None:
    """To what is open to all, a token that is no longer valid is no hindrance."""
    if roles is None:
        with suppress(NotSignedIn, Unavailable):
            _identify()
    elif not (_identify().roles & roles):
        raise NotAllowed


def _identify() -> Caller:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn
    found: Caller = current_app.extensions["pamong.tokens"].caller(token.strip())
    g.caller = found
    return found


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


def _end(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = g.get("request_id", "")
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    if event := g.get("event"):
        answer.headers["Pamong-Event"] = event
    version = g.get("version")
    if version is not None:
        answer.headers["ETag"] = f'"{version}"'
    return answer


def with_version(aggregate: R) -> R:
    """Answer with the aggregate, its version as the ETag."""
    g.version = aggregate.version  # type: ignore[attr-defined]
    return aggregate


def event_id(text: str) -> tuple[str, UUID] | None:
    """`service/id` as Pamong-Event gives it; None for what is not."""
    service, _, ident = text.partition("/")
    try:
        return service, UUID(ident)
    except ValueError:
        return None
