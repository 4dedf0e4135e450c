"""Names are asked of registry, in batches, as often as it takes.

Events carry none; kept here they are shown in lists with registry away.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.observability import log
from chassis.peers import PeerAway, PeerRefused
from chassis.service import Runtime
from training.store import Unit, names
from training.store.offices import offices

BATCH = 500
AGAIN = timedelta(seconds=5)
"""When registry was away, or knew nothing of someone; by the system's clock."""


def fetch_names(runtime: Runtime[Unit]) -> int:
    """Names that are missing or stale, of every office; how many were told."""
    return sum(_fetch(runtime, office_id) for office_id in offices(runtime.around.database))


def _fetch(runtime: Runtime[Unit], office_id: str) -> int:
    around, now = runtime.around, datetime.now(UTC)
    marks = names.stale(around.database, office_id, now, BATCH)
    if not marks:
        return 0
    told: dict[UUID, str] = {}
    try:
        asked = {"ids": [str(each) for each in marks]}
        answer = around.peers.post("registry", "/v1/persons/names", asked, office_id=office_id)
        known = {UUID(each["id"]): str(each["name"]) for each in answer["items"]}
        told = {ident: name for ident, name in known.items() if ident in marks}
    except (PeerAway, PeerRefused) as error:
        log.warning("names not told", office=office_id, why=str(error)[:200])
    names.keep(around.database, around.vault, told, marks)
    if untold := marks.keys() - told.keys():
        names.ask_again(around.database, untold, now + AGAIN)
    return len(told)
