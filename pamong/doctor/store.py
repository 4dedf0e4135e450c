"""The store: it answers, is a replica set with a primary, and has transactions."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.store import Client, Document
from pamong.doctor.findings import Finding, good, wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """The store's answer to `hello`, between two looks at our own clock (seconds since 1970)."""

    told: Document
    before: float
    after: float

    @property
    def its_time(self) -> datetime | None:
        """By its own clock, UTC without saying so."""
        at: datetime | None = self.told.get("localTime")
        return at


def greet(client: Client) -> Greeting:
    """Raises PyMongoError when it does not answer, or does not let us in."""
    client.admin.command("ping")  # connecting takes a while, which is no matter of clocks
    before = time.time()
    told = client.admin.command("hello")
    return Greeting(told=told, before=before, after=time.time())


def reached(greeting: Greeting) -> Iterator[Finding]:
    yield good("store.answers", milliseconds=(greeting.after - greeting.before) * 1_000)
    yield replica_set(greeting.told)


def silent(error: PyMongoError) -> Finding:
    """What the driver says may have the address with its password in it: only the kind is told."""
    code = getattr(error, "code", None)
    why = f"{type(error).__name__} {code or ''}".strip()
    return wrong("store.refused" if code else "store.silent", why=why)


def replica_set(hello: Document) -> Finding:
    if "setName" not in hello:
        return wrong("store.alone")
    if not hello.get("isWritablePrimary"):
        return wrong("store.no_primary", name=hello["setName"])
    return good("store.replica_set", name=hello["setName"])


def transactions(client: Client, database: Database[Document]) -> Finding:
    """A read within a transaction that is given up."""
    try:
        with client.start_session() as session, session.start_transaction():
            database["relay"].find_one({}, {"_id": 1}, session=session)
            session.abort_transaction()
    except PyMongoError as error:
        return wrong("store.no_transactions", why=type(error).__name__)
    return good("store.transactions")
