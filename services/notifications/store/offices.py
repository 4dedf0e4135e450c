"""Which offices there is anything to do for: asked every second, so kept apart and small."""

from pymongo import UpdateOne
from pymongo.database import Database

from chassis.store import CollectionPlan, Document
from chassis.unit import UnitOfWork

OFFICES = CollectionPlan("offices")


def note(unit: UnitOfWork) -> None:
    """From now on there is something to do for the unit's office."""
    unit.write(
        OFFICES.name,
        UpdateOne(
            {"_id": unit.office_id},
            {"$setOnInsert": {"since": unit.now}},
            upsert=True,
            namespace=f"{unit.around.database.name}.{OFFICES.name}",
        ),
    )


def offices(database: Database[Document]) -> list[str]:
    """Every office that was noted, by code."""
    return [each["_id"] for each in database[OFFICES.name].find({}).sort("_id", 1)]
