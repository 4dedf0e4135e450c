"""A process that registers handovers, as one of many API processes of an office does."""

from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from registry_office import a_row

from chassis.clock import MovableClock
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.service import Runtime
from chassis.store import connect
from chassis.testing.rig import MASTER_KEY, OFFICE
from chassis.transaction import Unavailable
from chassis.unit import Actor, Surroundings
from registry.app import SERVICE
from registry.commands.registration import record_handovers
from registry.domain.handover_row import Accepted, read_row
from registry.scheme_files import shipped_validities

PATIENCE = 100.0
"""Seconds. A process that dies within its transaction holds up the others for 60."""


def register(url: str, database: str, who: int, go: Event, tell: Connection) -> None:
    """One handover, at the sign; tells that it stands ready, and then the number."""
    with connect(url) as client:
        runtime = _runtime(client, database)
        tell.send("ready")
        go.wait()
        tell.send(_registered(runtime, f"{who}-0"))


def register_until_killed(url: str, database: str, who: int, go: Event, tell: Connection) -> None:
    """One handover after the other, each told of."""
    with connect(url) as client:
        runtime = _runtime(client, database)
        tell.send("ready")
        go.wait()
        for number in count():
            tell.send(_registered(runtime, f"{who}-{number}"))


def _registered(runtime: Runtime[Any], decree: str) -> str:
    actor, until = Actor(id="registrar"), monotonic() + PATIENCE
    row = read_row(a_row(nik="", nama=f"Orang {decree}", nomor_sk=decree), shipped_validities())
    assert isinstance(row, Accepted)
    while True:
        try:
            done = runtime.transact(record_handovers, [row], office_id=OFFICE, actor=actor)
        except Unavailable:
            if monotonic() > until:
                raise
        else:
            number: str = done.result[0].order.number
            return number


def _runtime(client: Any, name: str) -> Runtime[Any]:
    database = client[name]
    around = Surroundings(
        service="registry",
        client=client,
        database=database,
        clock=MovableClock(database["clock"]),
        vault=Vault(client, database, MASTER_KEY),
        zone=ZoneInfo("Asia/Jakarta"),
        peers=Peers({}, lambda: ""),
    )
    return Runtime(SERVICE, around)
