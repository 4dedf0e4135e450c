"""How far a service is: what an operator asks first, and what its metrics say."""

from typing import Any

import msgspec
from pymongo.client_session import ClientSession

from chassis import jobs
from chassis.clock import day_of
from chassis.cursor import NAME
from chassis.held import Held
from chassis.observability import HEAD, HELD, OUTBOX_PENDING, PARKED, PLACES, READ
from chassis.outbox import CURSOR, head_of
from chassis.service import Runtime
from chassis.store import Document
from chassis.transaction import in_transaction
from chassis.unit import AUDIT_PENDING, OUTBOX


def of(runtime: Runtime[Any]) -> dict[str, Any]:
    """Relay, follower and jobs. What the follower read adds up, at whatever moment it is asked;
    a service that follows nothing has none.
    """
    around = runtime.around
    today = day_of(around.clock.now(), around.zone)
    states = jobs.states(around.database, [each.name for each in runtime.service.jobs])
    return {
        "service": runtime.service.name,
        "today": today.isoformat(),
        "outbox": around.database[OUTBOX].count_documents({}),
        "unsealed": around.database[AUDIT_PENDING].count_documents({}),
        "head": msgspec.to_builtins(head_of(around.database)),
        "follower": _follower(runtime) if runtime.service.handlers else None,
        "jobs": {name: day.isoformat() if day else None for name, (day, _) in states.items()},
        "failing": {name: failed for name, (_, failed) in states.items() if failed},
    }


def measure(runtime: Runtime[Any]) -> None:
    """The same for Prometheus, from the store: the truth, whichever process did the work."""
    told, name = of(runtime), runtime.service.name
    OUTBOX_PENDING.labels(name).set(told["outbox"])
    for to in ("position", "settled"):
        HEAD.labels(name, to).set(told["head"][to])
    if (follower := told["follower"]) is None:
        return
    HELD.labels(name).set(follower["held"])
    PARKED.labels(name).set(follower["parked"])
    for outcome, count in follower["counts"].items():
        READ.labels(name, outcome).set(count)
    for source, place in follower["places"].items():
        PLACES.labels(name, source).set(place["position"])


def _follower(runtime: Runtime[Any]) -> dict[str, Any]:
    """Read = applied + skipped + dropped + held; of the held, `parked` wait for a person."""
    database = runtime.around.database

    def read(session: ClientSession) -> tuple[Document, dict[str, int]]:
        cursor = database[CURSOR].find_one(NAME, session=session)
        return cursor or {}, Held(database).counts(session)

    cursor, now = in_transaction(runtime.around.client, read)
    return {
        "places": cursor.get("places", {}),
        "counts": {**cursor.get("counts", {}), "held": sum(now.values())},
        "filling": cursor.get("filling", []),
        **now,
    }
