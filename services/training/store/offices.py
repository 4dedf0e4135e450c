"""The offices of which training has heard: for whom jobs are run."""

from pymongo import UpdateOne
from pymongo.database import Database

from chassis.store import CollectionPlan, Document
from chassis.unit import UnitOfWork

PLAN = CollectionPlan("offices")


def hear_of(unit: UnitOfWork) -> None:
    """The unit's office is one of them."""
    namespace = f"{unit.around.database.name}.{PLAN.name}"
    change = {"$setOnInsert": {"office_id": unit.office_id}}
    unit.write(
        PLAN.name, UpdateOne({"_id": unit.office_id}, change, upsert=True, namespace=namespace)
    )


def offices(database: Database[Document]) -> list[str]:
    return sorted(each["_id"] for each in database[PLAN.name].find({}))
