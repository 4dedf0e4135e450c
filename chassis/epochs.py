"""Epochs: which of a service's histories a position is of.

A store that was restored from a backup gives positions again that were published after it. Under
a later epoch nobody takes the new ones for repeats.
"""

from datetime import UTC, datetime

from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis.outbox import AT_FIRST, RELAY, STATE
from chassis.store import Document

FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""In seconds from here an epoch fits the 32 bits of a CloudEvents integer until 2088."""


def begin_epoch(
    database: Database[Document], session: ClientSession, *, now: datetime | None = None
) -> int:
    """Begin a new epoch of this service's positions, within a transaction; returns it.

    To be done before a relay works on a restored store, also where the backup knows of no event
    yet. An epoch is the second (system's clock) at which it begins: one that was begun after the
    backup, and is lost with what followed it, is not begun again.
    """
    state = database[RELAY].find_one(STATE, session=session) or {**STATE, **AT_FIRST}
    seconds = ((now or datetime.now(UTC)) - FROM).total_seconds()
    epoch = max(int(state["epoch"]) + 1, int(seconds))
    starts = [*state["starts"], [epoch, state["position"]]]
    begun = {**state, "epoch": epoch, "starts": starts}
    database[RELAY].replace_one(STATE, begun, upsert=True, session=session)
    return epoch
