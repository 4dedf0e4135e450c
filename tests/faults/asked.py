"""What clerks ask for: commands to the APIs of the services that publish."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

KECAMATAN = ("Penjaringan", "Koja", "Matraman", "Kramat Jati")


@dataclass(slots=True, kw_only=True)
class Command:
    """`event` is what its answer names as its last event; `kind` the event that it has at most
    one of, however often it is asked."""

    number: int
    service: str
    role: str
    method: str
    path: str
    body: Mapping[str, Any]
    kind: str
    answered: int | None = None
    event: str | None = None

    @property
    def acknowledged(self) -> bool:
        return self.answered is not None and self.answered < 400


@dataclass(slots=True)
class Known:
    """What the clerks have seen and may work on: few, so that they get into each other's way."""

    users: list[str]
    persons: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    obligations: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


def handover(number: int, known: Known, chance: random.Random) -> Command:
    day, sex = chance.randrange(1, 29), chance.choice("LP")
    body = {
        "person": {
            "name": f"Klien {_in_letters(number)}",
            "nik": f"317599{day + 40 * (sex == 'P'):02}0691{number % 10_000:04}",
            "sex": sex,
            "birth_date": f"1991-06-{day:02}",
            "address": {"kecamatan": chance.choice(KECAMATAN)},
            "phone": f"0812{number:08}",
            "device": chance.choice(["smartphone", "none"]),
        },
        "guarantor": {"phone": "081200040871"},
        "order": {
            "scheme": "asimilasi_rumah",
            "decree_number": f"W10.PAS.{number}",
            "decree_date": "2021-05-28",
            "start": "2021-06-01",
            "end": "2021-12-01",
        },
        "sentence": {"detained_from": "2020-06-01", "term": {"years": 2}},
        "handed_over": "2021-06-01",
    }
    return Command(
        number=number,
        service="registry",
        role="registrar",
        method="POST",
        path="/v1/handovers",
        body=body,
        kind="registry.handover-received",
    )


def correction(number: int, known: Known, chance: random.Random) -> Command:
    return Command(
        number=number,
        service="registry",
        role="registrar",
        method="PATCH",
        path=f"/v1/persons/{chance.choice(known.persons[-10:])}",
        body={"internet": chance.choice(["good", "limited", "none"])},
        kind="registry.person-changed",
    )


def user_change(number: int, known: Known, chance: random.Random) -> Command:
    roles = chance.choice([["officer"], ["officer", "supervisor"], ["officer", "trainer"]])
    return Command(
        number=number,
        service="identity",
        role="head",
        method="PATCH",
        path=f"/v1/users/{chance.choice(known.users)}",
        body={"roles": roles},
        kind="identity.user-changed",
    )


def programme(number: int, known: Known, chance: random.Random) -> Command:
    body = {
        "title": f"Kelas {number}",
        "kind": chance.choice(["kemandirian", "kepribadian"]),
        "field": "tata_boga",
        "form": "group",
        "mode": "offline",
        "places": 10,
    }
    return Command(
        number=number,
        service="training",
        role="trainer",
        method="POST",
        path="/v1/programmes",
        body=body,
        kind="training.programme-proposed",
    )


def attempt(number: int, known: Known, chance: random.Random) -> Command:
    body = {
        "id": str(UUID(int=chance.getrandbits(128), version=4)),
        "channel": chance.choice(["phone", "whatsapp"]),
        "reached": chance.random() < 0.5,
    }
    return Command(
        number=number,
        service="supervision",
        role="supervisor",
        method="POST",
        path=f"/v1/obligations/{chance.choice(known.obligations[-20:])}/attempts",
        body=body,
        kind="supervision.contact-attempted",
    )


def officer_change(number: int, known: Known, chance: random.Random) -> Command:
    return Command(
        number=number,
        service="supervision",
        role="supervisor",
        method="POST",
        path=f"/v1/cases/{chance.choice(known.cases[-10:])}/officer",
        body={"officer_id": chance.choice(known.users), "note": ""},
        kind="supervision.officer-assigned",
    )


def call(number: int, known: Known, chance: random.Random) -> Command:
    return Command(
        number=number,
        service="notifications",
        role="supervisor",
        method="POST",
        path=f"/v1/messages/{chance.choice(known.calls)}/outcome",
        body={"outcome": chance.choice(["told", "not_reached"])},
        kind="notifications.message-delivered",
    )


def _in_letters(number: int) -> str:
    """Names have no digits."""
    return "".join(chr(ord("a") + int(each)) for each in str(number)).title()


def by_service(commands: list[Command]) -> Iterator[tuple[str, list[Command]]]:
    found = defaultdict(list)
    for each in commands:
        found[each.service].append(each)
    yield from sorted(found.items())
