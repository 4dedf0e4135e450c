"""An example of each fact, made from its declaration: always the same, and nobody real."""

import types
import typing
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Union
from uuid import UUID

import msgspec

from chassis.envelope import Envelope, encode, schema_address, with_place
from chassis.events import FactType

OFFICE = "jakarta-timur-utara"
AT = datetime(2021, 6, 8, 1, 0, tzinfo=UTC)
VALUES: dict[str, Any] = {
    "after_days": 90,
    "age_class": "adult",
    "book": "IX.B",
    "caseload": 61,
    "channel": "phone",
    "decree_date": date(2021, 5, 28),
    "device": "smartphone",
    "due": date(2021, 6, 10),
    "end": date(2021, 12, 3),
    "ends": date(2021, 7, 16),
    "ends_at": datetime(2021, 7, 5, 5, 0, tzinfo=UTC),
    "expiry": date(2022, 2, 1),
    "field": "menjahit",
    "form": "group",
    "grounds": "K2",
    "handed_over": date(2021, 6, 3),
    "internet": "good",
    "kecamatan": "cakung",
    "kind": "weekly_remote",
    "limit": 60,
    "mode": "offline",
    "next_date": date(2021, 6, 15),
    "not_counted_days": 12,
    "number": "IX.B/0001/2021",
    "offices": [OFFICE],
    "on": date(2021, 6, 8),
    "outcome": "works",
    "places": 20,
    "prosecutor": "kejaksaan-negeri-jakarta-timur",
    "proposed_by": "0179e922-2680-7a13-a6b2-c9651b3841fc",
    "re_entry": date(2021, 8, 2),
    "reasons": ["knows_kecamatan", "fewest_cases"],
    "result": "found_ok",
    "revoked_on": date(2021, 7, 21),
    "roles": ["officer"],
    "scheme": "asimilasi_rumah",
    "sex": "L",
    "start": date(2021, 6, 3),
    "starts": date(2021, 7, 5),
    "starts_at": datetime(2021, 7, 5, 2, 0, tzinfo=UTC),
    "state": "attended",
    "target": "client",
    "template": "obligation_due",
    "to": "client",
    "why": "ended",
    "window_end": date(2021, 6, 15),
    "window_start": date(2021, 6, 8),
    "notifications.channel": "whatsapp",
    "notifications.why": "no_number",
    "training.kind": "kemandirian",
    "training.number": "SERT-BIMKER/0001/2021",
}
"""By a field's name; for the fields of one service alone that goes before it."""


class NoExample(LookupError):
    """A field of this name is new: give it a value in `VALUES`."""


def sent(kind: FactType, *, full: bool = True) -> bytes:
    """One event of this kind as the log has it; not `full`: with null wherever that may be."""
    return with_place(encode(event_of(kind, full=full)), 1, 1)


def event_of(kind: FactType, *, full: bool = True) -> Envelope:
    """The event before it has its place in the log."""
    fact = fact_of(kind, full=full)
    data = msgspec.json.decode(msgspec.json.encode(fact))
    person = data[kind.person] if kind.person else None
    return Envelope(
        id=_id(kind.type),
        source=f"/offices/{OFFICE}/{kind.service}",
        type=kind.type,
        subject=data[kind.subject],
        time=AT,
        dataschema=schema_address(kind),
        sequence=f"{1:020}",
        personid=UUID(person) if person else None,
        correlationid=str(_id("request")),
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        data=data,
    )


def fact_of(kind: FactType, *, full: bool = True) -> Any:
    """The fact itself, made as its publisher makes it."""
    hints = typing.get_type_hints(kind.cls)
    return kind.cls(**{name: _value(kind, name, each, full) for name, each in hints.items()})


def _value(kind: FactType, name: str, wanted: Any, full: bool) -> Any:
    options = typing.get_args(wanted)
    if typing.get_origin(wanted) in (Union, types.UnionType):
        if not full and type(None) in options:
            return None
        wanted = next(each for each in options if each is not type(None))
    if wanted is UUID:
        return _id(name)
    if wanted is bool:
        return True
    for key in (f"{kind.service}.{name}", name):
        if key in VALUES:
            return msgspec.convert(VALUES[key], wanted)
    raise NoExample(f"{kind.name}.{name}")


def _id(name: str) -> UUID:
    """A UUIDv7 of June 2021 that follows from the name."""
    instant = int(AT.timestamp() * 1000).to_bytes(6, "big")
    number = int.from_bytes(instant + sha256(name.encode()).digest()[:10], "big")
    version, variant = 0xF << 76, 0x3 << 62
    return UUID(int=number & ~version & ~variant | 0x7 << 76 | 0x2 << 62)
