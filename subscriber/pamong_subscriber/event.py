"""One event as an agency gets it: CloudEvents 1.0, with its number among those of the agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PREFIX = "pamong."


class NotAnEvent(ValueError):
    """What arrived is no event of Pamong's, or one of another form than is known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`kind` is `registry.order-suspended`; `number` counts the subscription's events from 1.

    `subject` is the order or other thing that it is about. `data` has ids, codes and dates; a
    field that is not known here may come, and is to be passed over.
    """

    id: str
    kind: str
    version: int
    office: str
    subject: str
    time: datetime
    subscription: str
    number: int
    data: Mapping[str, Any]


def read_event(body: object) -> Event:
    """The event in decoded JSON. Raises NotAnEvent, saying what is wrong with it."""
    if not isinstance(body, Mapping):
        raise NotAnEvent("not a JSON object")
    if body.get("specversion") != "1.0":
        raise NotAnEvent(f"specversion {body.get('specversion')!r}, 1.0 is known here")
    try:
        kind, _, version = str(body["type"]).removeprefix(PREFIX).rpartition(".v")
        return Event(
            id=body["id"],
            kind=kind,
            version=int(version),
            office=str(body["source"]).split("/")[2],
            subject=body["subject"],
            time=datetime.fromisoformat(body["time"]),
            subscription=body["subscriptionid"],
            number=int(body["subscriptionsequence"]),
            data=dict(body["data"]),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise NotAnEvent(f"{type(error).__name__}: {error}") from error
