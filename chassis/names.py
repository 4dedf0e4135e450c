"""Names of persons where a service shows them: told by the registry, kept sealed.

Events carry none. Such a service has a collection of documents by person id; what it hears of a
person leaves a mark there, and a chore asks for the marked names, in batches, as often as it takes.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pymongo import IndexModel, UpdateOne

from chassis.observability import log
from chassis.peers import PeerAway, PeerRefused, Peers
from chassis.privacy import Vault
from chassis.service import Chore, Runtime
from chassis.store import Store
from chassis.unit import UnitOfWork

BATCH = 500
AGAIN = timedelta(seconds=5)
"""When the registry was away, or knew nothing of someone; by the system's clock."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MARKED = IndexModel([("office_id", 1), ("ask_at", 1)], name="stale")
"""The index that a collection with names needs."""


def mark(
    unit: UnitOfWork, collection: str, person_id: UUID, codes: Mapping[str, Any] | None = None
) -> None:
    """The name may be another: ask for it, soon. `codes` are kept beside it."""
    change = {
        "$set": {**(codes or {}), "office_id": unit.office_id, "ask_at": datetime.now(UTC)},
        "$inc": {"marks": 1},
    }
    namespace = f"{unit.around.database.name}.{collection}"
    unit.write(collection, UpdateOne({"_id": person_id}, change, upsert=True, namespace=namespace))


def fetching(collection: str, offices: Callable[[Store], Iterable[str]]) -> Chore:
    """A chore that fetches the marked names of every office; it says how many were told."""

    def fetch_names(runtime: Runtime[Any]) -> int:
        around = runtime.around
        return sum(
            _fetch(Names(around.database, around.vault, collection), around.peers, office_id)
            for office_id in offices(around.database)
        )

    return fetch_names


def _fetch(names: "Names", peers: Peers, office_id: str) -> int:
    now = datetime.now(UTC)
    marks = names.marked(office_id, now)
    if not marks:
        return 0
    told: dict[UUID, str] = {}
    try:
        asked = {"ids": [str(each) for each in marks]}
        answer = peers.post("registry", "/v1/persons/names", asked, office_id=office_id)
        known = {UUID(each["id"]): str(each["name"]) for each in answer["items"]}
        told = {each: name for each, name in known.items() if each in marks}
    except (PeerAway, PeerRefused) as error:
        log.warning("names not told", office=office_id, why=str(error)[:200])
    names.keep(told, marks)
    names.ask_again(marks.keys() - told.keys(), now + AGAIN)
    return len(told)


class Names:
    """The names in a collection, of all offices."""

    def __init__(self, store: Store, vault: Vault, collection: str) -> None:
        self._kept, self._vault = store[collection], vault

    def marked(self, office_id: str, now: datetime) -> dict[UUID, int]:
        """Whose names are to be asked for now, each with the mark that the answer must find."""
        query = {"office_id": office_id, "ask_at": {"$gt": LONG_AGO, "$lte": now}}
        found = self._kept.find(query, {"marks": 1}).limit(BATCH)
        return {each["_id"]: each["marks"] for each in found}

    def keep(self, names: Mapping[UUID, str], marks: Mapping[UUID, int]) -> None:
        """What the registry told; who changed again since it was asked is asked for once more."""
        changes = [
            UpdateOne(
                {"_id": each, "marks": marks[each]},
                {"$set": {"sealed": self._vault.seal({"name": name})}, "$unset": {"ask_at": ""}},
            )
            for each, name in names.items()
        ]
        if changes:
            self._kept.bulk_write(changes, ordered=False)

    def ask_again(self, ids: Iterable[UUID], at: datetime) -> None:
        """Nobody told these."""
        if wanted := list(ids):
            self._kept.update_many({"_id": {"$in": wanted}}, {"$set": {"ask_at": at}})
