"""Messages: what is to leave, what left, and what came of it. Neither texts nor numbers."""

from datetime import datetime
from uuid import UUID

from pymongo import IndexModel

from chassis.repository import Repository
from notifications.domain.message import Message, State
from notifications.store.paging import NEWEST_FIRST, Page
from notifications.store.reminders import EVER

OPEN = (State.QUEUED, State.TO_CALL)


class Messages(Repository[Message]):
    name = "messages"
    shape = Message
    indexes = (
        IndexModel([("office_id", 1), ("state", 1), ("due", 1)], name="due"),
        IndexModel([("office_id", 1), ("person_id", 1), ("state", 1)], name="of_person"),
    )

    def waiting(self, now: datetime, system_now: datetime, limit: int) -> list[Message]:
        """Queued ones that are due by the domain's clock and, after a failure, by the system's."""
        return self._many(
            {
                "state": State.QUEUED.value,
                "due": {"$gte": EVER, "$lte": now},
                "retry_at": {"$lte": system_now},
            },
            sort=[("due", 1)],
            limit=limit,
        )

    def count_waiting(self, now: datetime) -> int:
        return self._count({"state": State.QUEUED.value, "due": {"$gte": EVER, "$lte": now}})

    def begun_before(self, instant: datetime, limit: int) -> list[Message]:
        """Those of which nothing was heard since `instant` of the system's clock."""
        return self._many(
            {"state": State.SENDING.value, "claimed_at": {"$lt": instant}}, limit=limit
        )

    def calls_past(self, now: datetime, limit: int) -> list[Message]:
        """Calls that nobody made while they were of use."""
        return self._many({"state": State.TO_CALL.value, "expires": {"$lte": now}}, limit=limit)

    def open_for(self, person_id: UUID) -> list[Message]:
        """What has not left yet, of all that is for this person."""
        return [
            each
            for state in OPEN
            for each in self._many({"person_id": person_id, "state": state.value})
        ]

    def of_person(self, person_id: UUID) -> list[Message]:
        """Everything for this person, oldest first."""
        return sorted(self._many({"person_id": person_id}), key=lambda each: each.id)

    def page(
        self, page: Page, *, person_id: UUID | None, state: str | None, channel: str | None
    ) -> list[Message]:
        where = page.where(person_id=person_id, state=state, **{"way.channel": channel})
        return self._many(where, sort=NEWEST_FIRST, limit=page.limit)

    def count(self, state: State) -> int:
        return self._count({"state": state.value})
