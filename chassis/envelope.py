"""The CloudEvents 1.0 envelope, structured JSON, in which facts travel (docs/bus.md)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chassis.events import FACTS, FactType

CONTENT_TYPE = "application/cloudevents+json"
PREFIX = "pamong."


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One published event. `position` is given by the relay, all else by the transaction.

    `sequence` counts the events of `subject`, a string padded to 20 digits; `time` is the
    instant (UTC, domain clock) at which the transaction happened. A fact that is published in
    several versions has one `factid` in all of them and says in `versions` which there are.
    """

    specversion: str = "1.0"
    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str = "application/json"
    dataschema: str
    sequence: str
    position: int = 0
    positionepoch: int = 1
    personid: UUID | None = None
    correlationid: str | None = None
    causationid: UUID | None = None
    traceparent: str | None = None
    factid: UUID | None = None
    versions: str | None = None
    data: dict[str, Any]

    @property
    def service(self) -> str:
        return self.source.rsplit("/", 1)[1]

    @property
    def office_id(self) -> str:
        return self.source.split("/")[2]

    @property
    def kind(self) -> str:
        """`service.thing-what-happened`, without the version."""
        return self.type.removeprefix(PREFIX).rsplit(".", 1)[0]

    @property
    def twins(self) -> frozenset[int]:
        """The versions in which this fact was published, where there are several."""
        return frozenset(int(each) for each in (self.versions or "").split(",") if each.isdigit())

    @property
    def version(self) -> int:
        return int(self.type.rsplit(".v", 1)[1])


_BEGINNING = b'{"specversion":"1.0","datacontenttype":"application/json",'
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Envelope).decode


def encode(envelope: Envelope) -> bytes:
    """The event as it stands on the wire, with the attributes that CloudEvents requires."""
    return _BEGINNING + _encode(envelope)[1:]


def with_place(body: bytes, position: int, epoch: int) -> bytes:
    """An encoded event that has no place yet, with its place."""
    return b'%b,"position":%d,"positionepoch":%d}' % (body[:-1], position, epoch)


def decode(body: bytes) -> Envelope:
    """Raises msgspec.DecodeError (or its ValidationError) for what is no event of ours."""
    return _decode(body)


def declared(fact: object) -> FactType:
    """How the fact's class was declared; TypeError for what is no fact."""
    try:
        return FACTS[type(fact)]
    except KeyError:
        raise TypeError(f"{type(fact).__name__} is not declared with @fact") from None


def schema_address(kind: FactType) -> str:
    """Where the JSON Schema of the fact's data stands, relative to its service."""
    return f"/v1/schemas/{kind.type}.json"
