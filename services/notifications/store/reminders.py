"""What people will be reminded of, one document for each meeting or session."""

from datetime import UTC, datetime
from uuid import UUID

from pymongo import IndexModel

from chassis.repository import Repository
from notifications.domain.reminder import Reminder, State

EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""A lower bound keeps the search out of the entries that have no date."""


class Reminders(Repository[Reminder]):
    """`next_due` is null once nothing more is to be sent."""

    name = "reminders"
    shape = Reminder
    indexes = (
        IndexModel([("office_id", 1), ("next_due", 1)], name="due"),
        IndexModel([("office_id", 1), ("person_id", 1)], name="of_person"),
    )

    def due(self, now: datetime, limit: int) -> list[Reminder]:
        """Those with a message due at `now`, the longest due first; none where `limit` is 0."""
        if limit < 1:
            return []
        return self._many(
            {"next_due": {"$gte": EVER, "$lte": now}}, sort=[("next_due", 1)], limit=limit
        )

    def count_due(self, now: datetime) -> int:
        return self._count({"next_due": {"$gte": EVER, "$lte": now}})

    def planned_for(self, person_id: UUID, of: UUID | None = None) -> list[Reminder]:
        """What this person will be reminded of: all of it, or that under one order."""
        found = self._many({"person_id": person_id})
        return [each for each in found if each.state is State.PLANNED and of in (None, each.of)]
