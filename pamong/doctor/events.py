"""Events on their way: what waits to be sent, and what was read and could not be applied."""

import time
from collections.abc import Iterator

from pymongo.database import Database

from chassis.held import Held
from chassis.ids import made_at
from chassis.outbox import unsettled_of
from chassis.store import Document
from chassis.unit import OUTBOX
from pamong.doctor.findings import Finding, good, note, wrong

SECONDS = 60.0
"""A worker that runs, with a log that answers, sends within one."""


def events(database: Database[Document], now: float | None = None) -> Iterator[Finding]:
    """Of one service, at `now` (seconds since 1970)."""
    service = database.name
    yield outbox(service, *waiting(database, time.time() if now is None else now))
    counts = Held(database).counts()
    yield held(service, counts["held"])
    yield parked(service, counts["parked"])


def waiting(database: Database[Document], now: float) -> tuple[int, float]:
    """How many entries and numbered events wait for the log, and for how long the oldest has."""
    batch = unsettled_of(database)
    oldest = database[OUTBOX].find_one({}, {"_id": 1}, sort=[("_id", 1)])
    entries = database[OUTBOX].count_documents({})
    began = [] if batch is None else [batch["numbered_at"].timestamp()]
    if oldest is not None:
        began.append(made_at(oldest["_id"]))
    numbered = 0 if batch is None else len(batch["events"])
    return entries + numbered, max(0.0, now - min(began)) if began else 0.0


def outbox(service: str, count: int, seconds: float) -> Finding:
    facts = {"service": service, "count": count, "seconds": seconds}
    if count == 0:
        return good("outbox.empty", **facts)
    return wrong("outbox.stuck", **facts) if seconds > SECONDS else good("outbox.moves", **facts)


def held(service: str, count: int) -> Finding:
    """They are tried again without anyone's help."""
    facts = {"service": service, "count": count}
    return note("held.some", **facts) if count else good("held.none", **facts)


def parked(service: str, count: int) -> Finding:
    """They wait for a person."""
    facts = {"service": service, "count": count}
    return wrong("parked.some", **facts) if count else good("parked.none", **facts)
