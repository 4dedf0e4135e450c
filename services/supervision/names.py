"""Names are asked of the registry, in batches, as often as it takes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.observability import log
from chassis.peers import PeerAway, PeerRefused
from chassis.service import Runtime
from supervision.store import people
from supervision.store.calendars import offices
from supervision.unit import Unit

BATCH = 500
AGAIN = timedelta(seconds=5)
"""When the registry was away, or knew nothing of someone; by the system's clock."""


def fetch_names(runtime: Runtime[Unit]) -> int:
    """Names that are missing or stale, of every office; how many were told."""
    database = runtime.around.database
    return sum(_fetch(runtime, office_id) for office_id in offices(database))


def _fetch(runtime: Runtime[Unit], office_id: str) -> int:
    around, now = runtime.around, datetime.now(UTC)
    marks = people.stale(around.database, office_id, now, BATCH)
    if not marks:
        return 0
    names: dict[UUID, str] = {}
    try:
        body = {"ids": [str(each) for each in marks]}
        answer = around.peers.post("registry", "/v1/persons/names", body, office_id=office_id)
        told = {UUID(each["id"]): each["name"] for each in answer["items"]}
        names = {id: name for id, name in told.items() if id in marks}
    except (PeerAway, PeerRefused) as error:
        log.warning("names not told", office=office_id, why=str(error)[:200])
    if names:
        people.keep_names(around.database, around.vault, names, marks)
    untold = marks.keys() - names.keys()
    if untold:
        people.ask_again(around.database, untold, now + AGAIN)
    return len(names)
