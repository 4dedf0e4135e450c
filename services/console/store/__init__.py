"""The only room that speaks MongoDB: who is signed in, and what imports said."""

from pymongo.errors import PyMongoError

from chassis.store import Store
from console.store.reports import REPORTS, ROWS
from console.store.sessions import SESSIONS

PLANS = (SESSIONS, REPORTS, ROWS)
StoreFailed = PyMongoError


def missing(store: Store) -> list[str]:
    """What keeps sessions from being kept, in words."""
    try:
        store.command("ping")
    except PyMongoError as error:
        return [f"store: {type(error).__name__}"]
    return []
