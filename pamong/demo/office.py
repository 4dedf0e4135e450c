"""Making the sample office, and everybody's first sign-in."""

import secrets
from dataclasses import dataclass, replace
from datetime import time
from typing import Any
from uuid import uuid4

from pamong.demo.asking import Refused, Request, Services
from pamong.demo.level import NotLevel, Watch, already_past
from pamong.demo.signing_in import SignIn, as_user
from pamong.demo.staff import AREAS, OFFICERS, Office, Staff, StaffMember, people

OPENS = time(8)


def open_office(office: Office) -> Staff:
    """Make the office and its staff in services that know neither; the clock shows its first day.

    Passwords are made here and nowhere kept. Raises asking.Refused where a username is there
    already, NotLevel where the services have lived through later days.
    """
    services = office.services()
    maker = _Maker(office, services, office.sign_in(services))
    maker.put("registry", "/v1/clock", {"now": office.at(office.first_day, OPENS).isoformat()})
    maker.check_beginning()
    maker.open()
    members = tuple(maker.user(*each) for each in people())
    maker.wait_until_known()
    staff = Staff(members)
    head = staff.one("head")
    leading = replace(maker, token=as_user(services, head.username, head.password))
    for officer, area in zip(staff.officers(), AREAS * len(OFFICERS), strict=False):
        leading.put("supervision", f"/v1/officers/{officer.id}", {"kecamatan": list(area)})
    return staff


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

    def check_beginning(self) -> None:
        """Nobody's jobs have been run for later days."""
        past = already_past(Watch(self.services, self.token).statuses(), self.office.first_day)
        if past:
            raise NotLevel(f"the clock was set after daily jobs were run: {', '.join(past)}")

    def open(self) -> None:
        """The office itself, which may be there already."""
        wanted = {"code": self.office.code, "name": self.office.name}
        try:
            self.post("/v1/offices", wanted)
        except Refused as refused:
            if refused.code != "office_exists":
                raise

    def wait_until_known(self) -> None:
        """Every service has heard of everybody."""
        Watch(self.services, self.token).wait(self.office.first_day, "opening")

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
