"""People at work: numbered commands by HTTP, each asked with a key until it is answered."""

import random
import threading
import time
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import requests
from asked import (
    Command,
    Known,
    attempt,
    call,
    correction,
    handover,
    officer_change,
    programme,
    user_change,
)

from pamong.demo import Staff

NOT_NOW = (401, 408, 429)
SECONDS, AGAIN_SECONDS, BETWEEN_SECONDS = 6.0, 0.2, 0.1
MOST_KNOWN = 200
OWED = "/v1/obligations?state=scheduled"


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
