"""Messages: what is to leave, what left, and what came of it. Neither texts nor numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import IndexModel

from chassis.lists import Listed
from chassis.paging import Page
from notifications.domain.message import OPEN, Message, State


class Messages(Listed[Message]):
    """`wakes` is kept beside: with the state, it finds whatever is to be looked at by now.

    Each query asks of one index alone: the embedded store reads the whole collection for a
    condition that the index does not have.
    """

    name = "messages"
    shape = Message
    indexes = (
        IndexModel([("office_id", 1), ("state", 1), ("wakes", 1)], name="wakes"),
        IndexModel([("office_id", 1), ("person_id", 1), ("state", 1)], name="of_person"),
    )
    lists = ((), ("state",))

    def hashes(self, aggregate: Message) -> Mapping[str, Any]:
        return {"wakes": aggregate.wakes}

    def waiting(self, now: datetime, system_now: datetime, limit: int) -> list[Message]:
        """Those to be sent: by the domain's clock, or again by the system's."""
        queued = self._awake(State.QUEUED, now, limit)
        return queued or self._awake(State.RETRYING, system_now, limit)

    def count_queued(self, now: datetime) -> int:
        return self._count({"state": State.QUEUED.value, "wakes": {"$lte": now}})

    def begun_before(self, instant: datetime, limit: int) -> list[Message]:
        """Those of which nothing was heard since `instant` of the system's clock."""
        return self._awake(State.SENDING, instant, limit)

    def calls_past(self, now: datetime, limit: int) -> list[Message]:
        """Calls that nobody made while they were of use."""
        return self._awake(State.TO_CALL, now, limit)

    def _awake(self, state: State, by: datetime, limit: int) -> list[Message]:
        return self._many(
            {"state": state.value, "wakes": {"$lte": by}}, sort=[("wakes", 1)], limit=limit
        )

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
        """Newest first. A person has few enough to be looked at one by one."""
        page, by_channel = replace(page, newest_first=True), {"way.channel": channel}
        if person_id is not None:
            return self._page_of_few(page, {"person_id": person_id, "state": state}, by_channel)
        return self._page(page, {"state": state, **by_channel})

    def count(self, state: State) -> int:
        return self._count({"state": state.value})
