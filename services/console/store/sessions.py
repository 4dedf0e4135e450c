"""Who is signed in where, kept in the console's own database.

Sessions go by the system's clock: they end when their user was idle for half an hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import IndexModel

from chassis.store import CollectionPlan, Document, Store, from_document
from console import sealing

IDLE = timedelta(minutes=30)
TOUCH_AFTER = timedelta(seconds=30)
WAITED_FOR = timedelta(minutes=2)
"""So long after a change are its effects waited for elsewhere; then they have surely arrived."""
SESSIONS = CollectionPlan(
    "sessions",
    [IndexModel("seen_at", expireAfterSeconds=int(IDLE.total_seconds()), name="forget")],
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A user at work in one browser. `reasons`: why a protected person's file is read."""

    id: str
    user_id: str
    username: str
    name: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    office: str
    sealed: str
    seen_at: datetime
    events: dict[str, Document] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    notices: tuple[Document, ...] = ()

    def awaited(self, now: datetime) -> Mapping[str, str]:
        """The last events of this user's changes, by service, the newest last."""
        fresh = {name: each for name, each in self.events.items() if now - each["at"] < WAITED_FOR}
        return {name: fresh[name]["id"] for name in sorted(fresh, key=lambda n: fresh[n]["at"])}


class Sessions:
    """Who is signed in, by the cookie of the browser."""

    def __init__(self, database: Store, secret: bytes) -> None:
        self._sessions = database[SESSIONS.name]
        self._secret = secret

    def open(self, token: str, me: Mapping[str, Any]) -> str:
        """A session for whom identity describes; the cookie that it goes by from now on."""
        cookie = sealing.new_cookie()
        offices = list(me["offices"])
        self._sessions.insert_one(
            {
                "_id": sealing.session_key(self._secret, cookie),
                "user_id": str(me["id"]),
                "username": me["username"],
                "name": me["name"],
                "roles": list(me["roles"]),
                "offices": offices,
                "office": offices[0] if offices else "",
                "sealed": sealing.seal(self._secret, cookie, token),
                "seen_at": datetime.now(UTC),
            }
        )
        return cookie

    def find(self, cookie: str) -> Session | None:
        """The session of the cookie, unless it was idle too long; seen now."""
        key, now = sealing.session_key(self._secret, cookie), datetime.now(UTC)
        kept = self._sessions.find_one({"_id": key, "seen_at": {"$gt": now - IDLE}})
        if kept is None:
            return None
        if now - kept["seen_at"] > TOUCH_AFTER:
            self._set(key, {"seen_at": now})
        return from_document(kept, Session)

    def token(self, session: Session, cookie: str) -> str | None:
        """The user's bearer token."""
        return sealing.unseal(self._secret, cookie, session.sealed)

    def close(self, cookie: str) -> None:
        self._sessions.delete_one({"_id": sealing.session_key(self._secret, cookie)})

    def choose_office(self, session: Session, office: str) -> None:
        self._set(session.id, {"office": office})

    def changed(self, session: Session, service: str, event: str) -> None:
        """The user has changed something: what other services show must follow `event`."""
        self._set(session.id, {f"events.{service}": {"id": event, "at": datetime.now(UTC)}})

    def give_reason(self, session: Session, person_id: str, reason: str) -> None:
        self._set(session.id, {f"reasons.{person_id}": reason})

    def tell(self, session: Session, key: str, facts: Mapping[str, str]) -> None:
        """A notice for the next page."""
        notice = {"key": key, "facts": dict(facts)}
        self._sessions.update_one({"_id": session.id}, {"$push": {"notices": notice}})

    def told(self, session: Session) -> None:
        self._set(session.id, {"notices": []})

    def _set(self, key: str, fields: Document) -> None:
        self._sessions.update_one({"_id": key}, {"$set": fields})
