"""What a follower makes of a message before any transaction: to apply, to skip, or to park."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from chassis.envelope import PREFIX, Envelope, decode
from chassis.handlers import Handler, NotReadable
from chassis.log import Message
from chassis.unit import Cause

BYTES_KEPT = 100_000
"""Of a message that no relay sent: it may be larger than the store can hold."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that is this follower's to apply. `key` is whose later events wait behind it."""

    message: Message
    envelope: Envelope
    handler: Handler
    event: Any

    @property
    def key(self) -> str:
        return key_of(self.message, self.envelope)

    @property
    def subject(self) -> str:
        return subject_of(self.message, self.envelope)

    @property
    def cause(self) -> Cause:
        return Cause(
            correlation=self.envelope.correlationid,
            causation=self.envelope.id,
            traceparent=self.envelope.traceparent,
        )

    def reads(self) -> Iterator[tuple[str, UUID]]:
        """Which aggregates its handler will ask for: repository and id."""
        for repository, name in self.handler.reads.items():
            ident = getattr(self.event, name)
            if ident is not None:
                yield repository, ident


@dataclass(frozen=True, slots=True)
class Skipped:
    """A message that has no effect here, and why."""

    message: Message
    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that cannot be applied by this version of the code: parked at once.

    Where at least the envelope can be read, later events of the same person wait behind it.
    """

    message: Message
    error: str
    envelope: Envelope | None = None

    @property
    def key(self) -> str:
        return key_of(self.message, self.envelope)

    @property
    def subject(self) -> str:
        return subject_of(self.message, self.envelope)


Read = Delivery | Skipped | Unreadable


def has_place(message: Message) -> bool:
    """Whether a relay sent it: it has a service, of whose kind it is, an epoch and a position."""
    own = message.type.startswith(f"{PREFIX}{message.service}.")
    return own and bool(message.service) and message.position > 0 and message.epoch > 0


def read(message: Message, handlers: Mapping[str, Handler]) -> Read:
    """Judge a message by its headers, and decode it only where there is a handler for it."""
    if not has_place(message):
        beginning = replace(message, body=message.body[:BYTES_KEPT])
        return Unreadable(beginning, "no relay sent this: it has no place")
    kind, _, version = message.type.removeprefix(PREFIX).rpartition(".v")
    handler = handlers.get(kind)
    if handler is None:
        return Skipped(message, "not_followed")
    try:
        envelope = decode(message.body)
    except msgspec.DecodeError as error:
        return Unreadable(message, f"not an event: {error}")
    if version != str(handler.version):
        if handler.version in envelope.twins:
            return Skipped(message, "other_version")
        only = f"version {version or '?'}, this code reads {handler.version}"
        return Unreadable(message, only, envelope)
    try:
        return Delivery(message, envelope, handler, handler.read(envelope))
    except NotReadable as error:
        return Unreadable(message, str(error), envelope)


def key_of(message: Message, envelope: Envelope | None) -> str:
    """The person whom it is about; else its aggregate; else nothing but itself."""
    if envelope is not None and envelope.personid is not None:
        return str(envelope.personid)
    return subject_of(message, envelope)


def subject_of(message: Message, envelope: Envelope | None) -> str:
    """The aggregate whose events are in order; of what cannot be read, nothing but itself."""
    return f"{message.service}/{envelope.subject if envelope else message.position}"
