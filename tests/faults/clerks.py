"""People at work: numbered commands by HTTP, each asked with a key until it is answered."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import requests

from pamong.demo import Staff

NOT_NOW = (401, 408, 429)
SECONDS, AGAIN_SECONDS, BETWEEN_SECONDS = 6.0, 0.2, 0.1
KECAMATAN = ("Penjaringan", "Koja", "Matraman", "Kramat Jati")
MOST_KNOWN = 200
OWED = "/v1/obligations?state=scheduled"


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


class Clerks:
    """So many threads, each with one command after the other, until told to stop."""

    def __init__(
        self, addresses: Mapping[str, str], office: str, staff: Staff, seed: int, threads: int = 3
    ) -> None:
        self.commands: list[Command] = []
        self._addresses, self._office, self._staff = addresses, office, staff
        self._known = Known([each.id for each in staff.officers()])
        self._numbers = count(1)
        self._tokens: dict[str, str] = {}
        self._over, self._ended = threading.Event(), threading.Event()
        self._adding = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, args=[random.Random(seed * 100 + n)], daemon=True)
            for n in range(threads)
        ]

    def start(self) -> None:
        for each in self._threads:
            each.start()

    def stop(self, seconds: float) -> None:
        """No new commands; waits, at most so long, until those under way are answered."""
        self._over.set()
        deadline = time.monotonic() + seconds
        for each in self._threads:
            each.join(max(0.0, deadline - time.monotonic()))

    def one_more(self) -> None:
        """The last thing that happens in the office."""
        command = handover(next(self._numbers), self._known, random.Random(0))
        self.commands.append(command)
        self._until_answered(command)

    def _work(self, chance: random.Random) -> None:
        while not self._over.is_set():
            wanted = self._next(chance)
            if wanted is None:
                self._look(chance)
                continue
            with self._adding:
                command = wanted(next(self._numbers))
                self.commands.append(command)
            self._until_answered(command)
            self._over.wait(chance.uniform(0, 2 * BETWEEN_SECONDS))

    def _next(self, chance: random.Random) -> Callable[[int], Command] | None:
        """None: look around first. What there is nothing for yet is not asked."""
        known = self._known
        asked: dict[str, tuple[int, bool, Callable[..., Command]]] = {
            "look": (1 if known.cases else 6, True, handover),
            "handover": (3, True, handover),
            "correction": (4, bool(known.persons), correction),
            "user": (2, True, user_change),
            "programme": (2, True, programme),
            "attempt": (5, bool(known.obligations), attempt),
            "officer": (2, bool(known.cases), officer_change),
            "call": (2, bool(known.calls), call),
        }
        possible = {name: each for name, each in asked.items() if each[1]}
        weights = [each[0] for each in possible.values()]
        (name,) = chance.choices(list(possible), weights)
        if name == "look":
            return None
        make = possible[name][2]
        return lambda number: make(number, known, chance)

    def _look(self, chance: random.Random) -> None:
        """What there is to do, as lists show it."""
        lists = {
            "obligations": (
                "supervision",
                "/v1/obligations?state=scheduled&due_to=2021-06-10&limit=100",
            ),
            "cases": ("supervision", "/v1/cases?limit=50"),
            "calls": ("notifications", "/v1/messages?state=to_call&limit=50"),
        }
        name = chance.choice(sorted(lists))
        service, path = lists[name]
        try:
            answer = self._send("GET", service, path, "supervisor", None, {})
            setattr(self._known, name, [each["id"] for each in answer.json()["items"]])
        except (requests.RequestException, KeyError, ValueError):
            self._over.wait(AGAIN_SECONDS)

    def _until_answered(self, command: Command) -> None:
        headers = {
            "Idempotency-Key": f"key-{command.number}",
            "X-Request-Id": f"command-{command.number}",
        }
        while not self._ended.is_set():
            try:
                answer = self._send(
                    command.method,
                    command.service,
                    command.path,
                    command.role,
                    command.body,
                    headers,
                )
            except (requests.RequestException, KeyError, ValueError):
                self._ended.wait(AGAIN_SECONDS)
                continue
            if answer.status_code >= 500 or answer.status_code in NOT_NOW:
                if answer.status_code == NOT_NOW[0]:
                    self._tokens.pop(command.role, None)
                self._ended.wait(AGAIN_SECONDS)
                continue
            command.event = answer.headers.get("Pamong-Event")
            command.answered = answer.status_code
            if command.acknowledged:
                self._learn(command, answer)
            return

    def _learn(self, command: Command, answer: requests.Response) -> None:
        if command.path == "/v1/handovers":
            persons = [*self._known.persons, answer.json()["person_id"]]
            self._known.persons = persons[-MOST_KNOWN:]

    def _send(
        self,
        method: str,
        service: str,
        path: str,
        role: str,
        body: Any,
        headers: Mapping[str, str],
    ) -> requests.Response:
        return requests.request(
            method,
            self._addresses[service] + path,
            json=body,
            headers={
                "Authorization": f"Bearer {self._token(role)}",
                "Pamong-Office": self._office,
                **headers,
            },
            timeout=SECONDS,
        )

    def _token(self, role: str) -> str:
        if role not in self._tokens:
            member = self._staff.one(role)
            form = {
                "grant_type": "password",
                "username": member.username,
                "password": member.password,
            }
            address = f"{self._addresses['identity']}/v1/token"
            self._tokens[role] = requests.post(address, form, timeout=SECONDS).json()[
                "access_token"
            ]
        return self._tokens[role]


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
