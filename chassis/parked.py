"""Parked events: what a person may see of them and do with them, each decision recorded.

A decision changes the `held` collection beside the follower, which looks again before it acts.
Who may see an office only sees that office's events.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from chassis import cursor
from chassis.failures import PARKED, WAITING
from chassis.held import Held
from chassis.outbox import HELD as COLLECTION
from chassis.refusals import NotFound, Refused
from chassis.service import Runtime
from chassis.store import Document
from chassis.unit import Actor, UnitOfWork

MOST = 1_000
AT_ONCE = 500
"""More would not be decided on in the time that a request has."""


class NoReason(Refused):
    """Who drops an event says why."""

    code = "drop_reason_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """An event that waits for a decision, and how many wait behind it."""

    id: UUID
    service: str
    type: str
    epoch: int
    position: int
    office_id: str
    person: str
    error: str
    stack: tuple[str, ...]
    tries: int
    since: datetime
    code: str
    waiting: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Parked events of these offices (None: of all), chosen by id, or by what they failed of."""

    offices: frozenset[str] | None = None
    id: UUID | None = None
    error: str | None = None
    type: str | None = None

    def query(self) -> dict[str, Any]:
        chosen = {"_id": self.id, "error": self.error, "message.type": self.type}
        query: dict[str, Any] = {name: each for name, each in chosen.items() if each is not None}
        if self.offices is not None:
            query["message.office_id"] = {"$in": sorted(self.offices)}
        return {"state": PARKED, **query}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Never to be applied, for this reason."""

    which: Which
    reason: str


def listed(database: Database[Document], which: Which, after: UUID | None = None) -> list[Parked]:
    """Oldest first, at most a thousand, those after `after`."""
    found = sorted(database[COLLECTION].find(which.query()), key=lambda each: each["order"])
    ids = [each["_id"] for each in found]
    start = ids.index(after) + 1 if after in ids else 0
    waiting = _waiting(database)
    return [_parked(each, waiting) for each in found[start : start + MOST]]


def groups(database: Database[Document], which: Which) -> list[tuple[str, str, int]]:
    """Error, type, how many: those that failed alike, most first."""
    found = database[COLLECTION].find(which.query(), {"error": 1, "message.type": 1})
    alike = Counter((each["error"], each["message"]["type"]) for each in found)
    return [(error, kind, count) for (error, kind), count in alike.most_common()]


def shown(database: Database[Document], which: Which) -> Parked:
    """The one that is asked for; NotFound when it is not, or no longer, parked."""
    found = listed(database, which)
    if not found:
        raise NotFound(thing="parked event")
    return found[0]


def retry(runtime: Runtime[Any], which: Which, actor: Actor) -> int:
    """Try them at once, as if they had never failed. How many; NotFound for one that is gone."""
    return runtime.transact(_retry, which, office_id="", actor=actor).result


def drop(runtime: Runtime[Any], order: Drop, actor: Actor) -> int:
    """Never apply it; those that waited behind it are tried at once."""
    if not order.reason.strip():
        raise NoReason(field="reason")
    return runtime.transact(_drop, order, office_id="", actor=actor).result


def _retry(unit: UnitOfWork, which: Which) -> int:
    held = Held(unit.around.database)
    chosen = _chosen(unit, which)
    held.retry(chosen, unit.session)
    for each in chosen:
        _record(unit, "retry_parked", each)
    unit.audited = True
    return len(chosen)


def _drop(unit: UnitOfWork, order: Drop) -> int:
    held = Held(unit.around.database)
    for each in _chosen(unit, order.which):
        held.take_out(each, unit.session)
        cursor.counted(unit.around.database, "dropped", unit.session)
        _record(unit, "drop_parked", each, reason=order.reason.strip())
    return 1


def _chosen(unit: UnitOfWork, which: Which) -> list[Document]:
    collection = unit.around.database[COLLECTION]
    found = list(collection.find(which.query(), session=unit.session).limit(AT_ONCE))
    if which.id is not None and not found:
        raise NotFound(thing="parked event")
    return sorted(found, key=lambda each: each["order"])


def _record(unit: UnitOfWork, action: str, held: Document, **facts: Any) -> None:
    message = held["message"]
    unit.office_id = message["office_id"]
    place = {name: message[name] for name in ("service", "epoch", "position", "type")}
    unit.record(action, event=held["_id"], **place, error=held["error"], **facts)


def _waiting(database: Database[Document]) -> Sequence[Document]:
    return list(database[COLLECTION].find({"state": WAITING}, {"key": 1, "subject": 1}))


def _parked(held: Mapping[str, Any], waiting: Sequence[Document]) -> Parked:
    message = held["message"]
    behind = sum(
        each["key"] == held["key"] or each["subject"] == held["subject"] for each in waiting
    )
    return Parked(
        id=held["_id"],
        service=message["service"],
        type=message["type"],
        epoch=message["epoch"],
        position=message["position"],
        office_id=message["office_id"],
        person=held["key"],
        error=held["error"],
        stack=tuple(held.get("stack", ())),
        tries=held["tries"],
        since=held["since"],
        code=held["code"],
        waiting=behind,
        body=bytes(message["body"]).decode(errors="replace"),
    )
