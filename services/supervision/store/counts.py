"""How many there are in each state."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pymongo.collection import Collection

from chassis.store import Document
from chassis.unit import UnitOfWork


def by_state(
    unit: UnitOfWork, collection: Collection[Document], states: Iterable[StrEnum]
) -> dict[str, int]:
    """Every state of `states`, those without any too."""
    steps: list[dict[str, Any]] = [
        {"$match": {"office_id": unit.office_id}},
        {"$group": {"_id": "$state", "count": {"$sum": 1}}},
    ]
    found = {
        each["_id"]: each["count"] for each in collection.aggregate(steps, session=unit.session)
    }
    return {each.value: found.get(each.value, 0) for each in states}
