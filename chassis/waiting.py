"""Read your writes across services: a request that waits for an event's effects (Pamong-Wait-For).

An answer to a change carries `Pamong-Event: service/id`. The service that gets this back asks
the source which place the event was given, and answers when its own follower has applied it.
"""

import time
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, request

from chassis import cursor as cursors
from chassis import in_hand, problems
from chassis.http import event_id
from chassis.outbox import HELD
from chassis.service import Runtime

HEADER = "Pamong-Wait-For"
SECONDS = 5.0
STEP = 0.02
Where = tuple[int, int]


def register(app: Flask) -> None:
    """Let requests of known callers wait, at most five seconds, then 503 with Retry-After."""
    app.before_request(_wait)


def _wait() -> Response | None:
    awaited = request.headers.get(HEADER)
    if not awaited or in_hand.current().caller is None:
        return None
    named = event_id(awaited)
    words = current_app.extensions["pamong.words"]
    if named is None:
        detail = words.say("http_400", problems.language())
        return problems.problem(400, "http_400", detail, errors=[{"field": HEADER}])
    if not _is_level(*named):
        answer = problems.problem(503, "not_level", words.say("not_level", problems.language()))
        answer.headers["Retry-After"] = "1"
        return answer
    return None


def _is_level(service: str, ident: UUID) -> bool:
    runtime: Runtime[Any] = current_app.extensions["pamong.runtime"]
    if service == runtime.service.name:
        return True  # its own changes are there before they are told
    deadline = time.monotonic() + SECONDS
    where: Where | None = None
    while (left := deadline - time.monotonic()) > 0:
        where = where or runtime.around.peers.place_of(service, ident, seconds=left)
        if where is not None and _is_applied(runtime, service, where):
            return True
        time.sleep(min(STEP, left))
    return False


def _is_applied(runtime: Runtime[Any], service: str, where: Where) -> bool:
    """Passed, and not held: what failed has no effect yet."""
    database = runtime.around.database
    place = cursors.place_of(database, service)
    if (place.epoch, place.position) < where:
        return False
    held = {"message.service": service, "message.position": where[1]}
    return database[HELD].find_one(held, {"_id": 1}) is None
