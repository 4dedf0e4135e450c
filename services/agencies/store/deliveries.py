"""What belongs to each subscription, in order, as it is sent: kept 400 days, to be had again.

The id says whose and which: what is looked up here lies between two ids.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.client_session import ClientSession
from pymongo.database import Database

from agencies.domain.subscription import Subscription
from chassis.repository import insert
from chassis.store import CollectionPlan, Document
from chassis.unit import UnitOfWork

DAYS_KEPT = 400
PLAN = CollectionPlan(
    "deliveries",
    [IndexModel("written_at", expireAfterSeconds=DAYS_KEPT * 86_400, name="forget")],
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event as the agency gets it."""

    sequence: int
    body: bytes


class Deliveries:
    """Written in the transaction of the event that they pass on."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit

    def add(self, to: Subscription, body: bytes) -> None:
        """The event that `to` has just counted."""
        document = {
            "_id": _name(to.id, to.sequence),
            "office_id": to.office_id,
            "sequence": to.sequence,
            "body": body,
            "written_at": datetime.now(UTC),  # expires by the system's clock
        }
        insert(self._unit, PLAN.name, document)

    def after(self, subscription_id: UUID, sequence: int, limit: int) -> list[Delivery]:
        """Those of the next `limit` after that sequence that are kept."""
        unit = self._unit
        return after(unit.around.database, subscription_id, sequence, limit, unit.session)


def after(
    database: Database[Document],
    subscription_id: UUID,
    sequence: int,
    limit: int,
    session: ClientSession | None = None,
) -> list[Delivery]:
    """The same, also outside any unit."""
    reach: dict[str, Any] = {
        "$gt": _name(subscription_id, sequence),
        "$lte": _name(subscription_id, sequence + limit),
    }
    found = database[PLAN.name].find({"_id": reach}, session=session).sort("_id", 1)
    return [Delivery(each["sequence"], bytes(each["body"])) for each in found]


def _name(subscription_id: UUID, sequence: int) -> str:
    return f"{subscription_id}/{sequence:020}"
