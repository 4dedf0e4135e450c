"""The sample office and its people: who they are, and which kecamatan they serve."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pamong.demo.asking import Services
from pamong.demo.signing_in import SignIn, as_service

FIRST_DAY = date(2021, 1, 1)
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
    ("pelatih", "Laurensius Rumahorbo", "trainer"),
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
    """An office to be, on the services at `addresses`, made by whoever operates them."""

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

    def at(self, day: date, hour: time) -> datetime:
        """That hour by the office's clocks."""
        return datetime.combine(day, hour, ZoneInfo(self.zone))


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


def people() -> Iterator[tuple[str, str, str]]:
    yield from LEADERS
    for number, name in enumerate(OFFICERS, start=1):
        yield f"pk{number:02}", name, "officer"
