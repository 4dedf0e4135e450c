"""Leases with a fencing number: which of several workers does a thing, by the system's clock."""

import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bson.binary import Binary
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError

from chassis.store import Document

SECONDS = 10.0
COLLECTION = "leases"


class LeaseLost(Exception):
    """Another worker holds it now; what was being done must stop, and has no effect."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Held until `renew_by` (monotonic seconds) at least; `fence` grows with every new holder.

    `session`: for all its transactions (`transaction.in_session`): the next holder ends them.
    """

    name: str
    holder: str
    fence: int
    renew_by: float
    session: ClientSession


class Leases:
    """Takes and keeps the leases of one worker."""

    def __init__(self, database: Database[Document], holder: str | None = None) -> None:
        self._client = database.client
        self._collection = database[COLLECTION]
        self.holder = holder or f"{socket.gethostname()}/{secrets.token_hex(6)}"

    def take(self, name: str) -> Lease | None:
        """The lease, when it is free, ran out, or is ours already; else None.

        Whoever had it and was killed may have left a transaction: it is ended. The store would do
        so after a minute, and until then nobody could write what it had written.
        """
        now = datetime.now(UTC)
        free = {"_id": name, "$or": [{"until": {"$lt": now}}, {"holder": self.holder}]}
        change = {
            "$set": {"holder": self.holder, "until": now + timedelta(seconds=SECONDS)},
            "$inc": {"fence": 1},
        }
        try:
            before = self._collection.find_one_and_update(free, change, upsert=True) or {}
        except DuplicateKeyError:  # it is there, and another's
            return None
        if before.get("session") is not None:
            left = {"id": Binary.from_uuid(before["session"])}
            self._client.admin.command("killSessions", [left])
        fence = before.get("fence", 0) + 1
        session = self._client.start_session(causal_consistency=False)
        told = {"$set": {"session": session.session_id["id"]}}  # only now: that one is ended
        self._collection.update_one({"_id": name, "fence": fence}, told)
        return Lease(name, self.holder, fence, time.monotonic() + SECONDS / 3, session)

    def keep(self, lease: Lease) -> Lease:
        """The same lease, renewed when a third of it has passed. LeaseLost when it is not ours."""
        if time.monotonic() < lease.renew_by:
            return lease
        until = datetime.now(UTC) + timedelta(seconds=SECONDS)
        ours = {"_id": lease.name, "holder": lease.holder, "fence": lease.fence}
        if self._collection.update_one(ours, {"$set": {"until": until}}).matched_count == 0:
            raise LeaseLost(lease.name)
        return replace(lease, renew_by=time.monotonic() + SECONDS / 3)

    def keeper(self, lease: Lease) -> Callable[[], None]:
        """Keeps this lease at every call, as `keep` does."""
        kept = lease

        def keep() -> None:
            nonlocal kept
            kept = self.keep(kept)

        return keep

    @contextmanager
    def kept(self, lease: Lease) -> Iterator[Callable[[], None]]:
        """A keeper, which a thread calls too as long as this goes on: for what may take longer
        than a lease lasts. Once it is lost, the next call raises LeaseLost."""
        keep, one_at_a_time, ended = self.keeper(lease), threading.Lock(), threading.Event()

        def locked() -> None:
            with one_at_a_time:
                keep()

        def renew() -> None:
            while not ended.wait(SECONDS / 5):
                with suppress(PyMongoError, LeaseLost):
                    locked()

        threading.Thread(target=renew, name=f"{lease.name} lease", daemon=True).start()
        try:
            yield locked
        finally:
            ended.set()

    def give_back(self, lease: Lease) -> None:
        """Let the next worker begin at once."""
        ours = {"_id": lease.name, "holder": lease.holder, "fence": lease.fence}
        free = {"until": datetime.fromtimestamp(0, UTC), "session": None}
        self._collection.update_one(ours, {"$set": free})
        lease.session.end_session()
