"""A record of what a follower applied, for the checker.

It is written in the handler's own transaction: what stands in `applied` was applied, as often and
in the order in which it stands there.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

from pymongo import UpdateOne

from chassis.envelope import Envelope
from chassis.handlers import Handler
from chassis.service import Runtime
from chassis.store import CollectionPlan
from chassis.unit import UnitOfWork

APPLIED = "applied"


def recorded(runtime: Runtime[Any]) -> Runtime[Any]:
    """The same service; each of its handlers writes down what it applied."""
    service = runtime.service
    runtime.service = replace(
        service,
        handlers={kind: _recorded(each) for kind, each in service.handlers.items()},
        collections=(*service.collections, CollectionPlan(APPLIED)),
    )
    return runtime


@dataclass(frozen=True, slots=True)
class Heard:
    """What the handler reads, and the whole event beside it."""

    envelope: Envelope
    event: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.event, name)


@dataclass(frozen=True, slots=True)
class Recorded(Handler):
    """A handler whose function gets what it `Heard`."""

    def read(self, envelope: Envelope) -> Any:
        return Heard(envelope, Handler.read(self, envelope))


def _recorded(handler: Handler) -> Handler:
    def apply(unit: UnitOfWork, heard: Heard) -> None:
        handler.function(unit, heard.event)
        unit.write(APPLIED, _record_of(unit, heard.envelope))

    same = {each.name: getattr(handler, each.name) for each in fields(handler)}
    return Recorded(**same | {"function": apply})


def _record_of(unit: UnitOfWork, envelope: Envelope) -> UpdateOne:
    """One document for each aggregate, so that the order is kept with the events."""
    return UpdateOne(
        {"_id": f"{envelope.service}/{envelope.subject}"},
        {"$push": {"events": str(envelope.id)}},
        upsert=True,
        namespace=f"{unit.around.database.name}.{APPLIED}",
    )
