"""What a follower makes of a message before any transaction: to apply, to skip, or to park."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from chassis.envelope import PREFIX, Envelope, decode
from chassis.handlers import Handler, NotReadable
from chassis.log import Message
from chassis.unit import Cause


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that is this follower's to apply. `key` is whose later events wait behind it."""

    message: Message
    envelope: Envelope
    handler: Handler
    event: Any

    @property
    def key(self) -> str:
        return str(self.envelope.personid or f"{self.message.service}/{self.envelope.subject}")

    @property
    def cause(self) -> Cause:
        return Cause(
            correlation=self.envelope.correlationid,
            causation=self.envelope.id,
            traceparent=self.envelope.traceparent,
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """A message that has no effect here, and why."""

    message: Message
    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that cannot be applied by this version of the code: parked at once."""

    message: Message
    error: str

    @property
    def key(self) -> str:
        return f"{self.message.service}/{self.message.position}"


Read = Delivery | Skipped | Unreadable


def read(message: Message, handlers: Mapping[str, Handler]) -> Read:
    """Judge a message by its headers, and decode it only where there is a handler for it."""
    if message.position < 1 or not message.type.startswith(PREFIX):
        return Unreadable(message, "no relay sent this: it has no place")
    kind, _, version = message.type.removeprefix(PREFIX).rpartition(".v")
    handler = handlers.get(kind)
    if handler is None:
        return Skipped(message, "not_followed")
    if version.isdigit() and int(version) < handler.version:
        return Skipped(message, "older_version")
    if version != str(handler.version):
        return Unreadable(message, f"version {version or '?'} is newer than {handler.version}")
    try:
        envelope = decode(message.body)
        return Delivery(message, envelope, handler, handler.read(envelope))
    except (msgspec.DecodeError, NotReadable) as error:
        return Unreadable(message, str(error))
