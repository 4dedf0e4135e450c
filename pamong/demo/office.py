"""The sample office: its staff, where each officer works, and how to sign in as one of them."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pamong.demo.asking import Request, Services
from pamong.demo.level import Watch
from pamong.demo.signing_in import SignIn, as_service

FIRST_DAY = date(2021, 1, 1)
OPENS = time(8)
AREAS = (
    ("Penjaringan", "Pademangan", "Tanjung Priok", "Kelapa Gading"),
    ("Koja", "Cilincing", "Cakung", "Pulogadung"),
    ("Matraman", "Jatinegara", "Duren Sawit", "Makasar"),
    ("Kramat Jati", "Pasar Rebo", "Ciracas", "Cipayung"),
)
"""The sixteen kecamatan, neighbours together; three officers serve each area."""
LEADERS = (
    ("kepala", "Ratna Kusumawardhani", "head"),
    ("kasubsi", "Bonar Hutagalung", "supervisor"),
    ("register", "Yuliana Pattipeilohy", "registrar"),
)
OFFICERS = (
    "Agung Wicaksono",
    "Siti Rohmah",
    "I Made Suryawan",
    "Desmon Tarigan",
    "Nur'aini Lubis",
    "Hendra Gunawan Lie",
    "Fitriani Daeng Ratu",
    "Yoseph Kaize",
    "Wulan Purnamasari",
    "Teuku Razali",
    "Dewi Anggraeni",
    "Ujang Permana",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office to be, on the services at `addresses`, made with a service's own account."""

    addresses: Mapping[str, str]
    account: str
    secret: str
    code: str = "jakarta-timur-utara"
    name: str = "Balai Pemasyarakatan Kelas I Jakarta Timur-Utara"
    zone: str = "Asia/Jakarta"
    first_day: date = FIRST_DAY
    seed: int = 2021

    def services(self) -> Services:
        return Services(self.addresses)

    def sign_in(self, services: Services) -> SignIn:
        return as_service(services, self.account, self.secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Someone of the office who can sign in."""

    id: str
    username: str
    name: str
    role: str
    password: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody of the office."""

    members: tuple[StaffMember, ...]

    def one(self, role: str) -> StaffMember:
        """The first with this role."""
        return next(each for each in self.members if each.role == role)

    def officers(self) -> tuple[StaffMember, ...]:
        return tuple(each for each in self.members if each.role == "officer")


def open_office(office: Office) -> Staff:
    """Make the office and its staff in services that know neither; the clock shows its first day.

    Passwords are made here and nowhere kept. Raises asking.Refused where the office, or a
    username, is there already.
    """
    services = office.services()
    maker = _Maker(office, services, office.sign_in(services))
    maker.put("registry", "/v1/clock", {"now": at(office, office.first_day, OPENS).isoformat()})
    maker.post("/v1/offices", {"code": office.code, "name": office.name, "zone": office.zone})
    members = tuple(maker.user(*each) for each in _people())
    maker.wait_until_known()
    staff = Staff(members)
    for officer, area in zip(staff.officers(), AREAS * len(OFFICERS), strict=False):
        maker.put("supervision", f"/v1/officers/{officer.id}", {"kecamatan": list(area)})
    return staff


def at(office: Office, day: date, hour: time) -> datetime:
    """That hour by the office's clocks."""
    return datetime.combine(day, hour, ZoneInfo(office.zone))


def _people() -> Iterator[tuple[str, str, str]]:
    yield from LEADERS
    for number, name in enumerate(OFFICERS, start=1):
        yield f"pk{number:02}", name, "officer"


@dataclass(frozen=True, slots=True)
class _Maker:
    office: Office
    services: Services
    token: SignIn

    def user(self, username: str, name: str, role: str) -> StaffMember:
        password = _password()
        wanted = {
            "username": username,
            "name": name,
            "password": password,
            "roles": [role],
            "offices": [self.office.code],
        }
        made = self.post("/v1/users", wanted)
        return StaffMember(
            id=made["id"], username=username, name=name, role=role, password=password
        )

    def wait_until_known(self) -> None:
        """Every service has heard of everybody."""
        Watch(self.services, self.token).wait(self.office.first_day)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._do("POST", "identity", path, body, key=str(uuid4()))

    def put(self, service: str, path: str, body: dict[str, Any]) -> Any:
        return self._do("PUT", service, path, body, key=None)

    def _do(self, method: str, service: str, path: str, body: Any, key: str | None) -> Any:
        return self.services.ask(
            Request(
                method=method,
                service=service,
                path=path,
                token=self.token,
                office=self.office.code,
                body=body,
                key=key,
            )
        )


def _password() -> str:
    """Short enough to type, long enough that nobody guesses it."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
