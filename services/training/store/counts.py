"""Figures: how many of each state, within the unit's office."""

from typing import Any

from chassis.unit import UnitOfWork


def by_state(unit: UnitOfWork, collection: str) -> dict[str, int]:
    return _counted(unit, collection, [], "$state")


def by_attendance(unit: UnitOfWork) -> dict[str, int]:
    """Rows of attendance, by what is on record of them."""
    return _counted(unit, "enrolments", [{"$unwind": "$attendance"}], "$attendance.state")


def certificates(unit: UnitOfWork) -> int:
    query = {"office_id": unit.office_id, "certificate": {"$ne": None}}
    found = unit.around.database["enrolments"].count_documents(query, session=unit.session)
    return int(found)


def _counted(
    unit: UnitOfWork, collection: str, steps: list[dict[str, Any]], of: str
) -> dict[str, int]:
    unit.settle_before_reading(collection)
    pipeline = [
        {"$match": {"office_id": unit.office_id}},
        *steps,
        {"$group": {"_id": of, "count": {"$sum": 1}}},
        {"$sort": {"_id": 1}},
    ]
    rows = unit.around.database[collection].aggregate(pipeline, session=unit.session)
    return {each["_id"]: each["count"] for each in rows}
