"""People as training knows them: a projection of what registry and supervision tell."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pymongo import IndexModel

from chassis.repository import Repository
from training.domain.offer import Target
from training.domain.person import Person

ALL = 100_000


class People(Repository[Person]):
    """Names are kept apart, in `Names`."""

    name = "people"
    shape = Person
    indexes = (
        IndexModel([("office_id", 1), ("may_join", 1), ("sex", 1)], name="who_may_join"),
        IndexModel([("office_id", 1), ("active", 1)], name="active"),
    )

    def hashes(self, aggregate: Person) -> Mapping[str, Any]:
        return {"may_join": aggregate.may_join, "active": aggregate.is_active}

    def known_or_new(self, person_id: UUID) -> Person:
        """The person, saved or not: facts may come before the one that records the person."""
        found = self.get_or_none(person_id)
        return found or Person(id=person_id, office_id=self.unit.office_id)

    def keep(self, person: Person) -> Person:
        """Save the person, new or not."""
        return self.add(person) if person.version == 0 else self.save(person)

    def count_active(self) -> int:
        """How many are clients under an order in force."""
        return self._count({"active": True})

    def who_may_join(self, target: Target) -> list[Person]:
        """Everyone whom the target group includes."""
        meant = {"sex": target.sex, "age_class": target.age_class}
        query = {name: each for name, each in meant.items() if each is not None}
        return self._many({"may_join": True, **query}, limit=ALL)
