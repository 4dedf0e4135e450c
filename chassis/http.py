"""What views do with a request in hand: who calls, for which office, commands and reads."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from flask import current_app, request

from chassis import in_hand
from chassis.auth import Caller, NotSignedIn
from chassis.service import Runtime
from chassis.unit import Actor, Cause

NO_VERSION = -1
O = TypeVar("O")  # noqa: E741
R = TypeVar("R")


def transact(command: Callable[[Any, O], R], order: O) -> R:
    """Run a command as the caller, with the request's Idempotency-Key."""
    runtime: Runtime[Any] = current_app.extensions["pamong.runtime"]
    mine = in_hand.current()
    outcome = runtime.transact(
        command,
        order,
        office_id=_office(mine),
        actor=_actor(mine),
        cause=_cause(mine),
        key=request.headers.get("Idempotency-Key"),
    )
    if outcome.event_ids:
        mine.event = f"{runtime.service.name}/{outcome.event_ids[-1]}"
    return outcome.result


def read(question: Callable[[Any, O], R], order: O) -> R:
    """Answer a question as the caller; what was read of a person is recorded."""
    runtime: Runtime[Any] = current_app.extensions["pamong.runtime"]
    mine = in_hand.current()
    return runtime.read(
        question, order, office_id=_office(mine), actor=_actor(mine), cause=_cause(mine)
    )


def caller() -> Caller:
    """Who calls; NotSignedIn for nobody."""
    return _caller(in_hand.current())


def office() -> str:
    """The office of this request: the token's, or the one that `Pamong-Office` chooses."""
    return _office(in_hand.current())


def actor() -> Actor:
    return _actor(in_hand.current())


def cause() -> Cause:
    return _cause(in_hand.current())


def _caller(mine: in_hand.InHand) -> Caller:
    if mine.caller is None:
        raise NotSignedIn
    return mine.caller


def _office(mine: in_hand.InHand) -> str:
    return _caller(mine).office(request.headers.get("Pamong-Office"))


def _actor(mine: in_hand.InHand) -> Actor:
    who = _caller(mine)
    return Actor(id=who.id, roles=who.roles)


def _cause(mine: in_hand.InHand) -> Cause:
    return Cause(correlation=mine.request_id, traceparent=mine.traceparent)


def if_match() -> int | None:
    """The version that the caller saw, from If-Match; None when it did not say, or any will do.

    What no ETag of ours looks like is a version that nothing ever has: the answer will be 412.
    """
    text = request.headers.get("If-Match", "").strip()
    if text in ("", "*"):
        return None
    tag = text.removeprefix("W/").strip('"')
    return int(tag) if tag.isdigit() else NO_VERSION


def with_version(aggregate: R) -> R:
    """Answer with the aggregate, its version as the ETag."""
    in_hand.current().version = aggregate.version  # type: ignore[attr-defined]
    return aggregate


def event_id(text: str) -> tuple[str, UUID] | None:
    """`service/id` as Pamong-Event gives it; None for what is not."""
    service, _, ident = text.partition("/")
    try:
        return service, UUID(ident)
    except ValueError:
        return None
