"""A demo sets its clock to a day of the past, after the services were started."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pymongo.database import Database

from chassis.clock import MovableClock
from chassis.housekeeping import Housekeeping
from chassis.jobs import Job
from chassis.peers import Peers
from chassis.privacy import Vault
from chassis.service import Runtime, Service
from chassis.store import Client, Document
from chassis.unit import Surroundings, UnitOfWork


def test_no_days_work_is_done_before_the_clock_is_set(
    store_client: Client, database: Database[Document]
) -> None:
    worked: list[date] = []
    clock = MovableClock(database["clock"])
    housekeeping = Housekeeping(a_shop(store_client, database, clock, worked))
    housekeeping.step(lambda: None)
    assert worked == []
    clock.move(datetime(2021, 1, 1, 1, tzinfo=UTC))
    housekeeping.step(lambda: None)
    assert worked == [date(2021, 1, 1)]


def a_shop(
    client: Client, database: Database[Document], clock: MovableClock, worked: list[date]
) -> Runtime[Any]:
    """A service whose daily work is to note the day."""

    def work(_: Any, day: date) -> dict[str, int]:
        worked.append(day)
        return {}

    around = Surroundings(
        service="shop",
        client=client,
        database=database,
        clock=clock,
        vault=Vault(client, database, b"k" * 96),
        zone=ZoneInfo("Asia/Jakarta"),
        peers=Peers({}, lambda: ""),
    )
    return Runtime(Service(name="shop", unit=UnitOfWork, jobs=(Job("daily", work),)), around)
