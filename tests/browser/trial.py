"""A small office that lives through a few weeks: what the pages are tried on."""

import csv
import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from datetime import time as clock_time
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from chassis.children import free_port
from chassis.peers import service_secret
from chassis.settings import SERVICES
from pamong.demo.level import Watch, behind
from pamong.demo.office import open_office
from pamong.demo.staff import Office, Staff, StaffMember
from pamong.embedded import SIGN_INS, Embedded, make_secret

FIRST_DAY = date(2021, 5, 3)
"""A Monday without a holiday before the next one."""
SECONDS = 60
STEP = 0.05
TRAINER = "bimker"
SHOWN = ("kepala", "kasubsi", "register", "pk01", "pk02")
WORKS_AS = {
    "head": "kepala Bapas",
    "supervisor": "kepala subseksi",
    "registrar": "petugas registrasi",
    "officer": "PK",
}
PEOPLE = (
    ("Slamet Riyadi Prasetyo", "Pulogadung", "smartphone"),
    ("Siti Maesaroh", "Cakung", "smartphone"),
    ("Togar Simanjuntak", "Koja", "telepon biasa"),
    ("Mat Sani bin Rojali", "Cilincing", "telepon biasa"),
    ("Neneng Hasanah", "Pulogadung", "smartphone"),
    ("Hendra Wijaya Tan", "Penjaringan", "smartphone"),
    ("Yohanis Latuconsina", "Tanjung Priok", "tidak ada"),
    ("Nur'aini", "Pademangan", "smartphone"),
    ("I Wayan Sudarma", "Kelapa Gading", "smartphone"),
    ("Rotua Br. Siregar", "Cakung", "telepon biasa"),
    ("Teuku Zulfikar", "Koja", "smartphone"),
    ("Paijo", "Cilincing", "tidak ada"),
    ("Upik Yulianti", "Pulogadung", "smartphone"),
    ("Andi Baso Tenri", "Cakung", "smartphone"),
    ("Sri Wahyuningsih", "Koja", "smartphone"),
    ("Umar Al Habsyi", "Pulogadung", "telepon biasa"),
    ("Yosefina Wenda", "Cilincing", "smartphone"),
    ("Dedi Kurnia als. Gondrong", "Cakung", "telepon biasa"),
    ("Bagas Saputra", "Cakung", "smartphone"),
)
SILENT = ("Togar Simanjuntak", "Paijo", "Umar Al Habsyi", "Dedi Kurnia")
"""Never reached, however often they are called."""
SUBMITTED = ("Togar Simanjuntak", "Umar Al Habsyi")
"""Whose proposals wait for the head; those of the other silent ones are drafts."""
CHILD = "Bagas Saputra"
"""Protected as a child: read only with a reason."""
FORGOTTEN = "Teuku Zulfikar"
"""Nobody calls him."""
AREAS = {
    "pk01": ("Penjaringan", "Pademangan", "Tanjung Priok", "Kelapa Gading"),
    "pk02": ("Koja", "Cilincing", "Cakung", "Pulogadung"),
}
WEDNESDAYS = (date(2021, 5, 5), date(2021, 5, 11), date(2021, 5, 19))
TODAY = date(2021, 5, 25)
"""The third week is over: two have missed three times in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Pamong at work: its address, its people, and a hand on its clock."""

    address: str
    office: Office
    staff: Staff

    def member(self, username: str) -> StaffMember:
        return next(each for each in self.staff.members if each.username == username)

    def as_(self, username: str) -> "Hand":
        """Requests to the services in somebody's name, without the console."""
        member = self.member(username)
        asked = {"grant_type": "password", "username": username, "password": member.password}
        token = requests.post(
            f"{self.office.addresses['identity']}/v1/token", data=asked, timeout=SECONDS
        ).json()["access_token"]
        return Hand(self, token)

    def give_areas(self) -> None:
        """Two officers share the city; the others begin without an area."""
        head = self.as_("kepala")
        for each in self.staff.officers():
            names = list(AREAS.get(each.username, ()))
            head.put("supervision", f"/v1/officers/{each.id}", {"kecamatan": names})

    def with_trainer(self) -> "Trial":
        """Somebody who teaches."""
        wanted = {"username": TRAINER, "name": "Maria Goreti Leda", "password": "kebun-melati-9"}
        made = self.as_("kepala").post(
            "identity", "/v1/users", {**wanted, "roles": ["trainer"], "offices": []}
        )
        trainer = StaffMember(id=made["id"], role="trainer", **wanted)
        return replace(self, staff=Staff((*self.staff.members, trainer)))

    def move(self, day: date, hour: int = 8) -> None:
        """The clock shows this hour, and everybody has heard of and done everything."""
        services = self.office.services()
        token = self.office.sign_in(services)
        requests.put(
            f"{self.office.addresses['registry']}/v1/clock",
            json={"now": self.office.at(day, clock_time(hour)).isoformat()},
            headers={"Authorization": f"Bearer {token()}", "Pamong-Office": self.office.code},
            timeout=SECONDS,
        ).raise_for_status()
        self.settle(day)

    def settle(self, day: date) -> None:
        """Everybody has heard of everything."""
        services = self.office.services()
        watch = Watch(services, self.office.sign_in(services))
        deadline = time.monotonic() + SECONDS
        while late := behind(watch.statuses(), day):
            assert time.monotonic() < deadline, late
            services.stopping.wait(STEP)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's requests."""

    trial: Trial
    token: str

    def get(self, service: str, path: str, **query: Any) -> Any:
        return self._ask("GET", service, path, params=query)

    def post(self, service: str, path: str, body: Any) -> Any:
        return self._ask("POST", service, path, json=body)

    def put(self, service: str, path: str, body: Any) -> Any:
        return self._ask("PUT", service, path, json=body)

    def patch(self, service: str, path: str, body: Any) -> Any:
        return self._ask("PATCH", service, path, json=body)

    def send(self, content: bytes) -> list[dict[str, Any]]:
        """A list of handovers; what became of each row."""
        answer = self._request("POST", "registry", "/v1/imports", data=content)
        return [json.loads(line) for line in answer.iter_lines() if line]

    def _ask(self, method: str, service: str, path: str, **content: Any) -> Any:
        return self._request(method, service, path, **content).json()

    def _request(self, method: str, service: str, path: str, **content: Any) -> requests.Response:
        answer = requests.request(
            method,
            self.trial.office.addresses[service] + path,
            headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid4())},
            timeout=SECONDS,
            **content,
        )
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return answer


def live(trial: Trial) -> None:
    """Three weeks: a list arrives, officers call, some never answer and one is forgotten.

    Afterwards proposals wait for the head, others for their officer, and so do home visits.
    """
    trial.as_("register").send(a_list())
    trial.settle(FIRST_DAY)
    for day in WEDNESDAYS:
        trial.move(day, 9)
        for officer in AREAS:
            _call_everyone(trial.as_(officer))
        trial.settle(day)
    trial.move(TODAY, 9)
    officer = trial.as_("pk02")
    drafts = officer.get("supervision", "/v1/proposals", state="draft")["items"]
    for each in drafts:
        if each["name"] in SUBMITTED:
            officer.post("supervision", f"/v1/proposals/{each['id']}/submission", {})
    _offer_training(trial.as_(TRAINER))
    trial.settle(TODAY)


def _offer_training(trainer: "Hand") -> None:
    """A programme that waits for the head's approval."""
    trainer.post(
        "training",
        "/v1/programmes",
        {
            "title": "Budidaya Hidroponik",
            "kind": "kemandirian",
            "field": "hidroponik",
            "form": "group",
            "mode": "offline",
            "places": 8,
        },
    )


def _call_everyone(officer: "Hand") -> None:
    for item in officer.get("supervision", "/v1/worklist")["items"]:
        if item["name"] == FORGOTTEN or item["kind"] == "home_visit" or item["in_person"]:
            continue
        path = f"/v1/obligations/{item['id']}"
        if item["name"] in SILENT:
            for channel in ("phone", "sms"):
                tried = {"id": str(uuid4()), "channel": channel, "reached": False}
                officer.post("supervision", f"{path}/attempts", tried)
        else:
            met = {
                "id": str(uuid4()),
                "channel": "phone",
                "minutes": 10,
                "result": "Sehat",
            }
            officer.post("supervision", f"{path}/contact", met)


@contextmanager
def running(folder: Path) -> Iterator[Trial]:
    """Pamong on a free port, with an office that has its people and nobody to supervise."""
    embedded = Embedded(folder, free_port(), movable_clock=True)
    embedded.start()
    try:
        secret = service_secret(make_secret(folder / "keys" / "root"), "operator")
        addresses = {each: f"{embedded.address}/{each}/api" for each in SERVICES}
        office = Office(addresses=addresses, account="operator", secret=secret, first_day=FIRST_DAY)
        staff = open_office(office)
        samples = [
            (each.username, each.password, f"{each.name}, {WORKS_AS[each.role]}")
            for each in staff.members
            if each.username in SHOWN
        ]
        (folder / SIGN_INS).write_text(json.dumps(samples))
        trial = Trial(address=embedded.address, office=office, staff=staff)
        trial.give_areas()
        yield trial.with_trainer()
    finally:
        embedded.stop()


def a_list(first: int = 0, count: int = len(PEOPLE), **cells: str) -> bytes:
    """A prison's list with some of the people, handed over on the first day; CSV."""
    rows = [a_row(number, *PEOPLE[number]) | cells for number in range(first, first + count)]
    return written(rows)


def written(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def a_row(number: int, name: str, kecamatan: str, device: str = "smartphone") -> dict[str, str]:
    """A person handed over on the first day, without anything to remark on."""
    day, month = 1 + number % 28, 1 + number % 12
    year = 2004 if name == CHILD else 1960 + number % 40
    return {
        "no": str(number + 1),
        "nomor_register_lapas": f"BI.{1000 + number}/2020",
        "nama": name,
        "nik": f"317599{day:02}{month:02}{year % 100:02}{number + 1:04}",
        "jenis_kelamin": "L",
        "tempat_lahir": "Jakarta",
        "tanggal_lahir": f"{day:02}/{month:02}/{year}",
        "alamat": f"Jl. Pisangan Lama III No. {number + 1} RT 004/RW 007",
        "kelurahan": "Pisangan Timur",
        "kecamatan": kecamatan,
        "kota": "Jakarta Timur",
        "pendidikan": "SMA",
        "pekerjaan": "pedagang",
        "telepon_klien": "" if device == "tidak ada" else f"0812000{10000 + number}",
        "perangkat": device,
        "akses_internet": "baik" if device == "smartphone" else "tidak ada",
        "penjamin_nama": f"Penjamin {name.split()[0]}",
        "penjamin_hubungan": "istri",
        "penjamin_telepon": f"0812000{20000 + number}",
        "lapas_asal": "Lapas Kelas I Cipinang",
        "pasal": "362 KUHP",
        "tanggal_tindak_pidana": "12/03/2020",
        "pengadilan": "PN Jakarta Timur",
        "nomor_putusan": f"{100 + number}/Pid.B/2020/PN Jkt.Tim",
        "pidana_tahun": "2",
        "pidana_bulan": "6",
        "pidana_hari": "0",
        "tanggal_mulai_ditahan": "20/03/2020",
        "tanggal_ekspirasi": "20/09/2022",
        "skema": "asimilasi_rumah",
        "nomor_sk": f"W10.PAS.1-{1001 + number}.PK.01.04.06 TAHUN 2021",
        "tanggal_sk": "30/04/2021",
        "tanggal_serah_terima": "03/05/2021",
        "tanggal_mulai": "03/05/2021",
        "kejaksaan_negeri": "Kejaksaan Negeri Jakarta Timur",
    }
