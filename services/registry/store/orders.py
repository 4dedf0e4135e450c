"""Orders: their entries in the books, for good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from chassis.lists import Listed
from chassis.paging import BY_ID, Page
from chassis.store import from_document
from registry.domain.order import Order
from registry.domain.order_states import State
from registry.domain.schemes import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSearch:
    """All that is given must be so. `ended_before`: no longer in force on that day."""

    state: State | None = None
    scheme: Scheme | None = None
    person_id: UUID | None = None
    ended_before: date | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many orders have these codes."""

    state: str
    scheme: str
    book: str
    orders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whose order it is and in which state, without what is sealed."""

    id: UUID
    person_id: UUID
    state: State


def _by(name: str, *fields: str) -> IndexModel:
    return IndexModel([(each, ASCENDING) for each in ("office_id", *fields)], name=name)


class Orders(Listed[Order]):
    """No two entries have one number, and none is ever removed."""

    name = "orders"
    shape = Order
    sealed = frozenset({"conviction", "extra", "history", "protected_until"})
    indexes: ClassVar[Sequence[IndexModel]] = (
        IndexModel(
            [("office_id", ASCENDING), ("number", ASCENDING)], name="one_number", unique=True
        ),
        _by("person", "person_id", "_id"),
        _by("end", "state", "decree.end"),
        _by("officer", "officer_id", "person_id"),
    )
    lists = ((), ("state",), ("decree.scheme",))

    def of_persons(self, person_ids: Collection[UUID]) -> list[Order]:
        """Every order of theirs."""
        if not person_ids:
            return []
        return self._many({"person_id": {"$in": list(person_ids)}}, sort=BY_ID)

    def standings_of(self, person_ids: Collection[UUID]) -> list[Standing]:
        """In which state each order of theirs is."""
        query = {"office_id": self.unit.office_id, "person_id": {"$in": list(person_ids)}}
        wanted = {"person_id": 1, "state": 1}
        found = self.collection.find(query, wanted, session=self.unit.session)
        return [from_document(each, Standing) for each in found]

    def of_person(self, person_id: UUID) -> list[Order]:
        return self.of_persons([person_id])

    def clients_of(self, officer_id: UUID, person_id: UUID | None = None) -> frozenset[UUID]:
        """Persons with an order for which the officer answers, or answered when it ended."""
        query: dict[str, Any] = {"office_id": self.unit.office_id, "officer_id": officer_id}
        if person_id is not None:
            query["person_id"] = person_id
        found = self.collection.find(query, {"person_id": 1}, session=self.unit.session)
        return frozenset(each["person_id"] for each in found)

    def numbered(self, number: str) -> Order | None:
        """The entry with this number."""
        return self._one({"number": number})

    def matching(
        self, search: OrderSearch, page: Page, persons: Collection[UUID] | None
    ) -> list[Order]:
        """Of these persons; None for everybody's.

        An officer's clients have few, and few wait to be completed after their end.
        """
        ended = {"$lte": search.ended_before.isoformat()} if search.ended_before else None
        asked: dict[str, Any] = {
            "state": search.state,
            "decree.scheme": search.scheme,
            "decree.end": ended,
            "number": search.number,
        }
        if persons is not None:
            return self._page_of_few(page, {"person_id": {"$in": list(persons)}}, asked)
        if search.number:
            return self._page_of_few(page, {"number": asked.pop("number")}, asked)
        if ended and search.state is State.ACTIVE:
            over = {each: asked.pop(each) for each in ("state", "decree.end")}
            return self._page_of_few(page, over, asked)
        return self._page(page, asked)

    def counted(self) -> list[Counted]:
        """How many there are of each state, scheme and book."""
        codes = {"state": "$state", "scheme": "$decree.scheme", "book": "$book"}
        found = self.collection.aggregate(
            [
                {"$match": {"office_id": self.unit.office_id}},
                {"$group": {"_id": codes, "orders": {"$sum": 1}}},
            ],
            session=self.unit.session,
        )
        return [Counted(**each["_id"], orders=each["orders"]) for each in found]
