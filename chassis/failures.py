"""What is kept of a handler's failure, and when the event is tried again."""

import traceback
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import metadata
from typing import Any

from chassis.observability import stack_of
from chassis.peers import PeerAway
from chassis.refusals import NotFound

HELD, WAITING, PARKED = "held", "waiting", "parked"
PERSON, SUBJECT = "person", "subject"
WAITS = (1, 10, 60, 600)
"""Seconds before the second try, the third, …; whoever has failed after the last is parked."""


def failure(error: BaseException, *, tries: int) -> dict[str, Any]:
    """The state of a held event whose handler has now failed so many times.

    What is missing here (a person who is not known yet) holds back the events of that aggregate
    only: it is by another's that it may arrive. A service that is away is waited for for ever.
    """
    if isinstance(error, PeerAway):
        tries = min(tries, len(WAITS))
    told = {
        "tries": tries,
        "error": f"{type(error).__name__} at {_place(error)}",
        "stack": stack_of(error),
        "code": code_version(),
        "holds_back": SUBJECT if isinstance(error, NotFound) else PERSON,
    }
    if tries > len(WAITS):
        return {**told, "state": PARKED, "next_try": None}
    wait = timedelta(seconds=WAITS[tries - 1])
    return {**told, "state": HELD, "next_try": datetime.now(UTC) + wait}


@cache
def code_version() -> str:
    try:
        return metadata.version("pamong")
    except metadata.PackageNotFoundError:
        return "unknown"


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].name}:{frames[-1].lineno}" if frames else "?"
