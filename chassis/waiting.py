"""Read your writes across services: a request that waits for an event's effects (Pamong-Wait-For).

An answer to a change carries `Pamong-Event: service/id`. The service that gets this back asks
the source which position the event was given, and answers when its own follower has passed it.
"""

import time
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, request

from chassis import problems
from chassis.http import event_id
from chassis.outbox import CURSOR
from chassis.service import Runtime

SECONDS = 5.0
STEP = 0.02


def register(app: Flask) -> None:
    """Let requests to `app` wait, at most five seconds, then 503 with Retry-After."""
    app.before_request(_wait)


def _wait() -> Response | None:
    awaited = request.headers.get("Pamong-Wait-For")
    if awaited and not _is_level(*event_id(awaited)):
        words = current_app.extensions["pamong.words"]
        answer = problems.problem(503, "not_level", words.say("not_level", problems.language()))
        answer.headers["Retry-After"] = "1"
        return answer
    return None


def _is_level(service: str, ident: UUID) -> bool:
    runtime: Runtime[Any] = current_app.extensions["pamong.runtime"]
    deadline = time.monotonic() + SECONDS
    position: int | None = None
    while time.monotonic() < deadline:
        position = position or runtime.around.peers.position_of(service, ident)
        cursor = runtime.around.database[CURSOR].find_one({"_id": "follower"}) or {}
        place = cursor.get("places", {}).get(service, {"position": 0})
        if position and place["position"] >= position:
            return True
        time.sleep(STEP)
    return False
