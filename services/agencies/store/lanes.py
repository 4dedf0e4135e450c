"""How far each subscription's queue was filled, apart from what belongs to it.

A lane is moved by the sender alone, by comparing and setting: two senders can only send twice.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from agencies.domain.subscription import Subscription
from chassis.store import CollectionPlan, Document
from chassis.unit import UnitOfWork

PLAN = CollectionPlan("lanes")


@dataclass(frozen=True, slots=True)
class Lane:
    """The broker has confirmed everything through `sent`. Not tried again before `next_try`."""

    sent: int = 0
    next_try: datetime | None = None


def lane_of(database: Database[Document], subscription_id: UUID) -> Lane:
    kept = database[PLAN.name].find_one({"_id": subscription_id}) or {}
    return Lane(kept.get("sent", 0), kept.get("next_try"))


def move(
    database: Database[Document],
    subscription: Subscription,
    *,
    before: int,
    sent: int,
    next_try: datetime | None = None,
) -> bool:
    """The queue has everything through `sent`; whether nobody else moved the lane meanwhile."""
    ours = {"_id": subscription.id, "sent": before}
    values = {"office_id": subscription.office_id, "sent": sent, "next_try": next_try}
    try:
        done = database[PLAN.name].update_one(ours, {"$set": values}, upsert=before == 0)
    except DuplicateKeyError:  # there is one, and it stands elsewhere
        return False
    return done.matched_count == 1 or done.upserted_id is not None


def sent_in(unit: UnitOfWork) -> int:
    """How many messages the queues of the unit's office were given."""
    query = {"office_id": unit.office_id}
    found = unit.around.database[PLAN.name].find(query, session=unit.session)
    return sum(each["sent"] for each in found)
