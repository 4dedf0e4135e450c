"""Clients under supervision, so that there is something to read."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from benchmarks.bus import ACTOR, OFFICE
from chassis.ids import new_id
from chassis.service import Runtime
from supervision.commands.begin import BeginSupervision, begin_supervision
from supervision.commands.officers import UserNow, know_user
from supervision.store import people
from supervision.unit import Unit

CLIENTS = 10
CODES = {
    "kecamatan": "pulogadung",
    "sex": "L",
    "age_class": "adult",
    "device": "smartphone",
    "internet": "good",
    "phone_known": True,
    "protected": False,
}


def supervise(runtime: Runtime[Any], officer: UUID) -> None:
    """The officer has some clients, whose names are known, and who owe meetings."""

    def begin(unit: Unit, persons: Sequence[UUID]) -> None:
        know_user(
            unit, UserNow(user_id=officer, roles=("officer",), offices=(OFFICE,), active=True)
        )
        unit.flush()
        for person in persons:
            unit.people.told(person, CODES)
            begin_supervision(unit, _order(person))

    runtime.transact(begin, [new_id() for _ in range(CLIENTS)], office_id=OFFICE, actor=ACTOR)
    named = {"sealed": runtime.around.vault.seal({"name": "Slamet Riyadi"})}
    runtime.around.database[people.NAME].update_many({}, {"$set": named})


def _order(person: UUID) -> BeginSupervision:
    today = datetime.now(UTC).date()
    return BeginSupervision(
        order_id=new_id(),
        person_id=person,
        scheme="asimilasi_rumah",
        decree_date=today - timedelta(3),
        start=today,
        end=today + timedelta(240),
        handed_over=today,
        kecamatan="pulogadung",
        phone_known=True,
    )
