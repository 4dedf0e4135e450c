"""The unit of work: what a command reads, changes and publishes, written in one transaction.

A command loads aggregates, asks the domain, saves and publishes; nothing leaves the process
before the flush at the end, when all of it is written at once. A unit may be
run again (a write conflict, an unknown outcome), so nothing in a command reaches outside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from pymongo import InsertOne, ReplaceOne, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis import bulk
from chassis.clock import Clock, day_of
from chassis.envelope import Envelope, declared, encode, schema_address
from chassis.ids import id_after, new_id
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.refusals import StaleVersion
from chassis.store import Client, Document
from chassis.transaction import before_bulk_write

OUTBOX = "outbox"
AUDIT_PENDING = "audit_pending"
EVENTS_AN_ENTRY = 500


class Aggregate(Protocol):
    """What a repository keeps: an id, its office, and the version that optimistic writes check."""

    @property
    def id(self) -> UUID: ...
    @property
    def office_id(self) -> str: ...
    @property
    def version(self) -> int: ...


A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does it: a person or a service. `id` is the user's id, or the service's name."""

    id: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The request and the event that led here, for the events that follow from it."""

    correlation: str | None = None
    causation: UUID | None = None
    traceparent: str | None = None


@dataclass(slots=True)
class Tracked:
    """An aggregate as this unit knows it: what the store has, and what is to be written."""

    collection: str
    stored: int | None
    sequence: int
    outbox_id: UUID | None
    aggregate: Any
    document: Document | None = None
    changed: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every unit of a service works with."""

    service: str
    client: Client
    database: Database[Document]
    clock: Clock
    vault: Vault
    zone: ZoneInfo
    peers: Peers


@dataclass(slots=True)
class Writes:
    """What waits for the flush, in the order in which it was asked for."""

    tracked: dict[UUID, Tracked] = field(default_factory=dict)
    operations: list[bulk.Write] = field(default_factory=list)
    fenced: list[tuple[bulk.Write, Exception]] = field(default_factory=list)
    events: list[Envelope] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)


class UnitOfWork:
    """One transaction in the making. Services derive their own, with a property a repository."""

    def __init__(
        self,
        around: Surroundings,
        session: ClientSession,
        *,
        office_id: str,
        actor: Actor,
        cause: Cause,
    ) -> None:
        self.around = around
        self.session = session
        self.office_id = office_id
        self.actor = actor
        self.cause = cause
        self.audited = False
        self.event_ids: list[UUID] = []
        self.absent: dict[tuple[str, str], set[UUID]] = {}
        self._writes = Writes()

    @cached_property
    def now(self) -> datetime:
        """The domain's instant (UTC), read once: a unit happens at one moment."""
        return self.around.clock.now()

    @cached_property
    def today(self) -> date:
        """The office's day of `now`."""
        return day_of(self.now, self.around.zone)

    def publish(self, *facts: object) -> None:
        """Facts of aggregates that were saved in this unit, told if and only if it commits."""
        for fact in facts:
            kind = declared(fact)
            subject: UUID = getattr(fact, kind.subject)
            tracked = self._writes.tracked.get(subject)
            if tracked is None or not tracked.changed:
                raise LookupError(f"{kind.name}: {kind.subject} {subject} was not saved here")
            tracked.sequence += 1
            tracked.told = True
            envelope = Envelope(
                id=new_id(),
                source=f"/offices/{tracked.aggregate.office_id}/{kind.service}",
                type=kind.type,
                subject=str(subject),
                time=self.now,
                dataschema=schema_address(kind),
                sequence=f"{tracked.sequence:020}",
                personid=getattr(fact, kind.person) if kind.person else None,
                correlationid=self.cause.correlation,
                causationid=self.cause.causation,
                traceparent=self.cause.traceparent,
                data=msgspec.to_builtins(fact),
            )
            self._writes.events.append(envelope)
            self.event_ids.append(envelope.id)

    def record(self, action: str, **facts: Any) -> None:
        """An audit entry of who did what, sealed into the chain later; never personal data."""
        self.audited = True
        self.write(
            AUDIT_PENDING,
            InsertOne(
                {
                    "_id": new_id(),
                    "office_id": self.office_id,
                    "at": self.now,
                    "actor": self.actor.id,
                    "action": action,
                    "facts": facts,
                    "correlation": self.cause.correlation,
                },
                namespace=self._namespace(AUDIT_PENDING),
            ),
        )

    def write(self, collection: str, operation: Any) -> None:
        """Any other write of this unit (a projection, a counter), done at the flush."""
        self._writes.operations.append((collection, operation))
        self._writes.touched.add(collection)

    def fence(self, collection: str, operation: Any, lost: Exception) -> None:
        """A write that must find its document; else nothing is done, and `lost` is raised."""
        self._writes.fenced.append(((collection, operation), lost))

    def track(self, collection: str, document: Mapping[str, Any], aggregate: A) -> A:
        """Remember what was read; what this unit already knows of it wins."""
        known = self._writes.tracked.get(aggregate.id)
        if known is not None:
            found: A = known.aggregate
            return found
        log = document.get("log") or {}
        self._writes.tracked[aggregate.id] = Tracked(
            collection, aggregate.version, log.get("sequence", 0), log.get("outbox"), aggregate
        )
        return aggregate

    def tracked(self, aggregate_id: UUID | None) -> Tracked | None:
        return None if aggregate_id is None else self._writes.tracked.get(aggregate_id)

    def keep(self, collection: str, aggregate: A, document: Document, *, new: bool) -> A:
        """Write this state of the aggregate at the flush; returns it with its next version."""
        known = self._writes.tracked.get(aggregate.id)
        if known is None:
            if not new:
                raise LookupError(f"{collection} {aggregate.id} was not read in this unit")
            known = Tracked(collection, None, 0, None, aggregate)
            self._writes.tracked[aggregate.id] = known
        version = (known.stored or 0) + 1
        kept: A = replace(aggregate, version=version)  # type: ignore[type-var]
        known.aggregate = kept
        known.document = {**document, "version": version}
        known.changed = True
        self._writes.touched.add(collection)
        return kept

    def changed(self) -> list[str]:
        """The ids of the aggregates that this unit saved."""
        return [str(key) for key, each in self._writes.tracked.items() if each.changed]

    def settle_before_reading(self, collection: str) -> None:
        """Queries see this unit's own writes: what waits for `collection` is written first."""
        if collection in self._writes.touched:
            self.flush()

    def flush(self) -> None:
        """Write all that waits: aggregates with their versions, other writes, the outbox."""
        writes = self._writes
        dirty = [each for each in writes.tracked.values() if each.document or each.told]
        outbox = self._outbox(dirty)
        sure = [*writes.fenced, *self._aggregate_writes(dirty)]
        if sure or writes.operations:
            before_bulk_write(self.session)
            others = [*writes.operations, *outbox]
            first = [write for write, _ in sure]
            missed = bulk.write(self.around.database, first, others, self.session)
            if missed is not None:
                raise sure[missed][1]
        for each in dirty:
            each.stored, each.document, each.told = each.aggregate.version, None, False
        self._writes = Writes(tracked=writes.tracked)

    def _aggregate_writes(
        self, dirty: Sequence[Tracked]
    ) -> Iterator[tuple[bulk.Write, StaleVersion]]:
        for each in dirty:
            stale = StaleVersion(current=None, asked=each.stored or 0)
            yield self._aggregate_write(each), stale

    def _aggregate_write(self, tracked: Tracked) -> bulk.Write:
        namespace = self._namespace(tracked.collection)
        log = {"sequence": tracked.sequence, "outbox": tracked.outbox_id}
        if tracked.document is None:  # written by an earlier flush of this unit, told of since
            same, change = {"_id": tracked.aggregate.id}, {"$set": {"log": log}}
            return tracked.collection, UpdateOne(same, change, namespace=namespace)
        document = {**tracked.document, "log": log}
        if tracked.stored is None:
            return tracked.collection, InsertOne(document, namespace=namespace)
        unchanged = {"_id": document["_id"], "version": tracked.stored}
        return tracked.collection, ReplaceOne(unchanged, document, namespace=namespace)

    def _outbox(self, dirty: Sequence[Tracked]) -> list[bulk.Write]:
        """Entries whose ids sort after every earlier entry of the aggregates they tell of."""
        events, namespace = self._writes.events, self._namespace(OUTBOX)
        if not events:
            return []
        last = id_after(*(each.outbox_id for each in dirty))
        inserts: list[bulk.Write] = []
        for start in range(0, len(events), EVENTS_AN_ENTRY):
            last = id_after(last)
            chunk = [_to_be_numbered(each) for each in events[start : start + EVENTS_AN_ENTRY]]
            entry = InsertOne({"_id": last, "events": chunk}, namespace=namespace)
            inserts.append((OUTBOX, entry))
        for each in dirty:
            each.outbox_id = last
        return inserts

    def _namespace(self, collection: str) -> str:
        return f"{self.around.database.name}.{collection}"


def _to_be_numbered(envelope: Envelope) -> Document:
    """Encoded once, here; the relay only adds the position."""
    return {
        "id": str(envelope.id),
        "type": envelope.type,
        "office_id": envelope.office_id,
        "body": encode(envelope),
    }
