"""What is about a person, read with that person in one query: a second one would cost as much."""

from typing import Any, Protocol, TypeVar
from uuid import UUID

from chassis.refusals import NotFound
from supervision.store.people import NAME, People, Person
from supervision.store.sealing import SealedWhereSet


class AboutSomeone(Protocol):
    """An aggregate about a person."""

    @property
    def id(self) -> UUID: ...
    @property
    def office_id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def person_id(self) -> UUID: ...


A = TypeVar("A", bound=AboutSomeone)


class OfPersons(SealedWhereSet[A]):
    """Aggregates each of which is about one person."""

    def with_person(self, aggregate_id: UUID) -> tuple[A, Person]:
        """The aggregate, and whom it is about; NotFound in this office."""
        steps: list[dict[str, Any]] = [
            {"$match": {"_id": aggregate_id}},
            {
                "$lookup": {
                    "from": NAME,
                    "localField": "person_id",
                    "foreignField": "_id",
                    "as": "people",
                }
            },
        ]
        found = next(self.collection.aggregate(steps, session=self.unit.session), None)
        if found is None or found["office_id"] != self.unit.office_id:
            raise NotFound(thing=self.name, id=str(aggregate_id))
        aggregate = self._read(found)
        shown = People(self.unit).shown([aggregate.person_id], found["people"])
        return aggregate, shown[aggregate.person_id]
