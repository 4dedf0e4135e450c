"""An office at work on a stack whose parts, store and broker may be taken away and given back."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import requests
from stack import Stack, a_stack

from chassis.peers import service_secret
from chassis.testing.backends import Backend
from chassis.testing.brokers import broker as a_broker
from chassis.testing.stores import store as a_store
from pamong.demo import Office, Staff, open_office
from pamong.demo.asking import Services
from pamong.demo.level import Watch
from pamong.demo.signing_in import SignIn, as_user

T = TypeVar("T")
TODAY = date(2021, 10, 18)
SECONDS = 60.0
"""Longer than a service may take to answer that it cannot."""
PATIENCE = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingOffice:
    """The sample office on its first day, and what it stands on."""

    stack: Stack
    store: Backend
    broker: Backend
    office: Office
    signed_in: dict[str, SignIn]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(
        self, role: str, method: str, service: str, path: str, **content: Any
    ) -> requests.Response:
        """One request in a role of the office, asked once, whatever the answer."""
        headers = {
            "Authorization": f"Bearer {self.signed_in[role]()}",
            "Pamong-Office": self.office.code,
            "Accept-Language": "en",
        }
        address = self.stack.addresses[service] + path
        return requests.request(method, address, headers=headers, timeout=SECONDS, **content)

    def get(self, role: str, service: str, path: str) -> Any:
        """What the service answers, which must be an answer."""
        answer = self.ask(role, "GET", service, path)
        answer.raise_for_status()
        return answer.json()

    def hand_over(self, name: str) -> requests.Response:
        """A prison's list of one, sent by the registrar."""
        return self.ask(
            "registrar", "POST", "registry", "/v1/imports", data=a_list(name, next(self.numbers))
        )

    def import_one(self, name: str) -> str:
        """The person's id, once the registry has the order."""
        answer = self.hand_over(name)
        assert answer.status_code == 200, answer.text
        row = answer.json()
        assert row["outcome"] == "accepted", row
        return str(row["person_id"])

    def supervised(self, person_id: str) -> dict[str, Any]:
        """The person's case, as soon as an officer has it."""

        def look() -> dict[str, Any] | None:
            cases = self.get("supervisor", "supervision", f"/v1/cases?person_id={person_id}")
            return next((each for each in cases["items"] if each["officer_id"]), None)

        return eventually(look)

    def owed(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        """What the worklist of the case's officer has of this person."""
        path = f"/v1/worklist?officer={case['officer_id']}"
        items = self.get("supervisor", "supervision", path)["items"]
        return [each for each in items if each["person_id"] == case["person_id"]]

    def named(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        """The same, as soon as it shows the name."""

        def look() -> list[dict[str, Any]] | None:
            items = self.owed(case)
            return items if items and all(each["name"] for each in items) else None

        return eventually(look)

    def until_level(self, *without: str) -> None:
        """All services (but those) have done and heard everything up to now."""
        asked = {n: each for n, each in self.stack.addresses.items() if n not in without}
        Watch(Services(asked), self.signed_in["operator"]).wait(self.office.first_day, "change")

    def doctor(self, service: str) -> tuple[int, list[str]]:
        """The exit code of `pamong doctor` with the service's settings, and what it found wrong."""
        done = subprocess.run(
            [sys.executable, "-m", "pamong", "doctor", service, "--json"],
            env=self.stack.environment(service),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(done.stdout)["findings"]
        return done.returncode, [each["finding"] for each in found if each["state"] == "wrong"]

    def metric(self, service: str, name: str) -> float:
        """The value of a gauge in what the API gives Prometheus."""
        text = requests.get(f"{self.stack.addresses[service]}/metrics", timeout=SECONDS).text
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
        assert found, f"{name} is not in the metrics of {service}"
        return float(found[1])


@contextmanager
def a_failing_office(folder: Path) -> Iterator[FailingOffice]:
    """The office, open for its first day, with everybody known everywhere."""
    with (
        a_store() as store,
        a_broker() as broker,
        a_stack(folder, store.url, broker.url) as stack,
    ):
        office = Office(
            addresses=stack.addresses,
            account="operator",
            secret=service_secret(stack.root, "operator"),
            first_day=TODAY,
        )
        staff = open_office(office)
        yield FailingOffice(
            stack=stack, store=store, broker=broker, office=office, signed_in=_all(office, staff)
        )


def _all(office: Office, staff: Staff) -> dict[str, SignIn]:
    """Everybody has a token before anything fails, as people at work have."""
    services = office.services()
    tokens = {"operator": office.sign_in(services)}
    for role in ("registrar", "supervisor"):
        member = staff.one(role)
        tokens[role] = as_user(services, member.username, member.password)
    for each in tokens.values():
        each()
    return tokens


def eventually(look: Callable[[], T | None]) -> T:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + PATIENCE
    while (found := look()) is None:
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.1)
    return found


def a_list(name: str, number: int) -> bytes:
    """A prison's list of one person who was handed over today."""
    row = {
        "nama": name,
        "nik": f"317599230691{number:04}",
        "jenis_kelamin": "L",
        "tanggal_lahir": "23/06/1991",
        "kecamatan": "Makasar",
        "telepon_klien": f"0812000{number:05}",
        "penjamin_telepon": "081200040871",
        "pidana_tahun": "1",
        "pidana_bulan": "6",
        "pidana_hari": "0",
        "tanggal_mulai_ditahan": "20/12/2020",
        "tanggal_ekspirasi": "20/06/2022",
        "skema": "asimilasi_rumah",
        "nomor_sk": f"W10.PAS.1-{number}",
        "tanggal_sk": "15/10/2021",
        "tanggal_serah_terima": "18/10/2021",
        "tanggal_mulai": "18/10/2021",
    }
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, row, delimiter=";")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode()
