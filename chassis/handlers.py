"""Handlers: what a service does when another's fact arrives, each bound to kinds of events."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeVar, get_type_hints

import msgspec

from chassis.envelope import Envelope

F = TypeVar("F", bound=Callable[..., None])
MARK = "__follows__"


class NotReadable(Exception):
    """The event's data lacks what the handler reads, or has it in another shape."""


@dataclass(frozen=True, slots=True)
class Handler:
    """A function `(unit, event)` for one kind; `event` is the follower's own, tolerant class.

    Where that is `Envelope`, the whole event is passed as it came. `reads` names aggregates that
    it will ask for: of which repository of the unit, by the id in which field of the event.
    """

    kind: str
    version: int
    function: Callable[..., None]
    event: type[Any]
    reads: Mapping[str, str] = field(default_factory=dict)

    def read(self, envelope: Envelope) -> Any:
        """The fields that the handler reads, and no others. NotReadable when they are not there."""
        if self.event is Envelope:
            return envelope
        try:
            return msgspec.convert(envelope.data, self.event, strict=False)
        except msgspec.ValidationError as error:
            raise NotReadable(f"{envelope.type} {envelope.id}: {error}") from error


def follows(*kinds: str, version: int, reads: Mapping[str, str] | None = None) -> Callable[[F], F]:
    """Mark a handler of `service.thing-what-happened`, one or several of them, at `version`.

    What it `reads` ({repository: field of the event}) is read at once for a whole batch.
    """

    def mark(function: F) -> F:
        setattr(function, MARK, (kinds, version, reads or {}))
        return function

    return mark


def handlers_of(module: ModuleType) -> Mapping[str, Handler]:
    """The handlers that `module` defines, by kind. Two for one kind are refused."""
    found: dict[str, Handler] = {}
    for _, function in inspect.getmembers(module, inspect.isfunction):
        if not hasattr(function, MARK):
            continue
        kinds, version, reads = getattr(function, MARK)
        event = _event_class(function)
        for kind in kinds:
            if kind in found:
                raise ValueError(f"{module.__name__}: two handlers for {kind}")
            found[kind] = Handler(kind, version, function, event, reads)
    return found


def _event_class(function: Callable[..., None]) -> type[Any]:
    hints = get_type_hints(function)
    event: type[Any] = hints[list(inspect.signature(function).parameters)[1]]
    return event
