"""A probation office's register for tests: its staff, and the handovers that come in."""

import csv
import io
import json
from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from chassis.auth import Role, sign_token
from chassis.ids import new_id
from chassis.store import Client
from chassis.testing.rig import KEY, OFFICE, Calls, Rig
from registry.app import SERVICE

TODAY = date(2021, 10, 18)
OTHER = "makassar"
HIS = "3175991211870001"
HERS = "3175995211870002"


class Office:
    """The registry with its staff. The day is `TODAY` at first."""

    def __init__(self, client: Client, name: str) -> None:
        self.rig = Rig(SERVICE, client, name, today=TODAY)
        self.database = client[name]
        self.officer_id, self.head_id = str(new_id()), str(new_id())
        self.registrar = self.rig.caller(Role.REGISTRAR)
        self.officer = self.rig.caller(Role.OFFICER, user=self.officer_id)
        self.supervisor = self.rig.caller(Role.SUPERVISOR)
        self.head = self.rig.caller(Role.HEAD, user=self.head_id)
        self.program = self.rig.caller(Role.SERVICE)

    def elsewhere(self, *roles: Role) -> Calls:
        """Somebody of another office."""
        return self.rig.caller(*roles, office=OTHER)

    def handed_over(self, **given: Any) -> dict[str, Any]:
        """The order of such a handover, as the register answers it."""
        answer = self.registrar.post("/v1/handovers", a_handover(**given))
        assert answer.status_code == 201, answer.json
        return answer.json

    def entrusted(self, order: dict[str, Any], to: str | None = None) -> dict[str, Any]:
        """The order, whose officer (`officer` by default) supervision has told of."""
        data = {
            "case_id": order["id"],
            "person_id": order["person_id"],
            "officer_id": to or self.officer_id,
            "reasons": ["caseload"],
        }
        self.rig.hear("supervision.officer-assigned", data, person=UUID(order["person_id"]))
        return order

    def proposed(self, order: dict[str, Any], by: str | None = None) -> str:
        """The id of a proposal to revoke the order that supervision tells of."""
        proposal = new_id()
        data = {
            "proposal_id": str(proposal),
            "case_id": order["id"],
            "order_id": order["id"],
            "person_id": order["person_id"],
            "grounds": "K2",
            "proposed_by": by or self.officer_id,
        }
        person = UUID(order["person_id"])
        self.rig.hear("supervision.revocation-proposed", data, person=person)
        return str(proposal)

    def suspended(self, order: dict[str, Any], on: str = "2021-12-06") -> dict[str, Any]:
        """The order, revoked for the time being, on a day on which that was the day."""
        self.rig.move(max(date.fromisoformat(on), self.rig.today))
        answer = self.head.post(f"/v1/orders/{order['id']}/suspension", a_suspension(on=on))
        assert answer.status_code == 200, answer.json
        return answer.json

    def imported(self, content: str | bytes, office: str = OFFICE) -> list[dict[str, Any]]:
        """The lines of the answer to a list."""
        answer = self.send(content, office)
        assert answer.status_code == 200, answer.json
        assert answer.content_type == "application/x-ndjson"
        return [json.loads(line) for line in answer.data.splitlines()]

    def send(self, content: str | bytes, office: str = OFFICE, **headers: str) -> TestResponse:
        """A list sent by a registrar."""
        token = sign_token(KEY, "registrar", [Role.REGISTRAR], [office], 3600)
        raw = content.encode() if isinstance(content, str) else content
        return self.rig.app.test_client().post(
            "/v1/imports", data=raw, headers={"Authorization": f"Bearer {token}", **headers}
        )

    def audited(self, action: str) -> list[dict[str, Any]]:
        """The unsealed audit entries of an action."""
        return list(self.database["audit_pending"].find({"action": action}).sort("_id", 1))

    def everything_kept(self) -> str:
        """Every document of the store as text, as who steals the disk would read it."""
        names = [each for each in self.database.list_collection_names() if each != "keys"]
        return repr([list(self.database[each].find({})) for each in names])


def a_handover(
    person: dict[str, Any] | None = None,
    order: dict[str, Any] | None = None,
    sentence: dict[str, Any] | None = None,
    guarantor: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The worked example of served time as a registrar types it in, but for what is given."""
    return {
        "person": {
            "name": "Slamet Riyadi als. Gondrong",
            "nik": HIS,
            "sex": "L",
            "birth_date": "1987-11-12",
            "address": {"street": "Gg. Mawar", "kecamatan": "Cakung"},
            "device": "smartphone",
            "internet": "good",
            "phone": "0812-0001-2201",
            **(person or {}),
        },
        "guarantor": {"name": "Wulan", "phone": "081200040871", **(guarantor or {})},
        "order": {
            "scheme": "asimilasi_rumah",
            "decree_number": "W10.PAS.1-1001",
            "decree_date": "2021-10-15",
            "start": "2021-10-18",
            "end": "2022-06-20",
            **(order or {}),
        },
        "sentence": {
            "detained_from": "2020-12-20",
            "term": {"years": 1, "months": 6},
            "offence": "363 KUHP",
            **(sentence or {}),
        },
        "handed_over": "2021-10-18",
        **more,
    }


def another(number: int, **person: Any) -> dict[str, Any]:
    """Parts of a handover of somebody else."""
    nik = f"317599121187{number:04d}"
    return {
        "person": {"name": f"Orang {number}", "nik": nik, **person},
        "order": {"decree_number": f"W10-{number}"},
    }


def a_suspension(on: str = "2021-12-06") -> dict[str, Any]:
    return {"decree_number": "W10-2001", "on": on, "reason": "tidak melapor tiga kali"}


def a_row(**cells: str) -> dict[str, str]:
    """A row of a list that is accepted without a warning, but for the cells given."""
    return {
        "no": "1",
        "nama": "Slamet Riyadi",
        "nik": HIS,
        "jenis_kelamin": "L",
        "tanggal_lahir": "12/11/1987",
        "penjamin_telepon": "081200040871",
        "pidana_tahun": "1",
        "pidana_bulan": "6",
        "pidana_hari": "0",
        "tanggal_mulai_ditahan": "20/12/2020",
        "tanggal_ekspirasi": "20/06/2022",
        "skema": "asimilasi_rumah",
        "nomor_sk": "W10.PAS.1-1001",
        "tanggal_sk": "15/10/2021",
        "tanggal_serah_terima": "18/10/2021",
        "tanggal_mulai": "18/10/2021",
        **cells,
    }


def a_list(*rows: dict[str, str]) -> str:
    """A CSV file of rows that have the same columns."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
