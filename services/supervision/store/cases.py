"""Cases, and how many each officer has; what one officer tells the next is sealed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.database import Database

from chassis.paging import Page
from chassis.store import Document, from_document
from chassis.unit import UnitOfWork
from supervision.domain.case import State, SupervisionCase
from supervision.store.about import OfPersons
from supervision.store.counts import by_state


class Cases(OfPersons[SupervisionCase]):
    """`start_awaited`: until when the first contact is awaited, while it is."""

    name = "cases"
    shape = SupervisionCase
    sealed = frozenset({"officer_note"})
    indexes = (
        IndexModel([("office_id", 1), ("state", 1), ("scheduled_until", 1)], name="to_schedule"),
        IndexModel([("office_id", 1), ("start_awaited", 1)], name="late_starts"),
        IndexModel([("office_id", 1), ("officer_id", 1), ("state", 1)], name="caseload"),
        IndexModel([("office_id", 1), ("person_id", 1)], name="person"),
    )
    lists = ((), ("state",))

    def __init__(self, unit: UnitOfWork) -> None:
        super().__init__(unit)
        self._caseloads: dict[str, Counter[UUID]] = {}

    def hashes(self, aggregate: SupervisionCase) -> Mapping[str, Any]:
        waits = aggregate.state is State.ACTIVE and aggregate.first_contact_on is None
        awaited = waits and not aggregate.start_overdue_told
        return {"start_awaited": aggregate.start_due.isoformat()} if awaited else {}

    def add(self, aggregate: SupervisionCase) -> SupervisionCase:
        self._recount(aggregate)
        return super().add(aggregate)

    def save(self, aggregate: SupervisionCase) -> SupervisionCase:
        self._recount(aggregate)
        return super().save(aggregate)

    def caseloads(self) -> Mapping[UUID, int]:
        """Active cases of each officer, those of this unit with them. Counted once a unit."""
        office = self.unit.office_id
        if office not in self._caseloads:
            self._caseloads[office] = self._counted()
        return self._caseloads[office]

    def caseload(self, officer_id: UUID) -> int:
        """Active cases of this officer."""
        return self._count({"officer_id": officer_id, "state": State.ACTIVE})

    def of_person(self, person_id: UUID) -> list[SupervisionCase]:
        """All cases that the person ever had here, oldest first."""
        return sorted(self._many({"person_id": person_id}), key=lambda each: each.start)

    def page(
        self, page: Page, *, officer_id: UUID | None, state: State | None, person_id: UUID | None
    ) -> list[SupervisionCase]:
        """A person has few, and an officer not many."""
        if person_id is not None:
            rest = {"officer_id": officer_id, "state": state}
            return self._page_of_few(page, {"person_id": person_id}, rest)
        if officer_id is not None:
            return self._page_of_few(page, {"officer_id": officer_id, "state": state})
        return self._page(page, {"state": state})

    def without_officer(self, limit: int) -> list[SupervisionCase]:
        """Active cases for which nobody answers, at most so many."""
        return self._many({"officer_id": None, "state": State.ACTIVE}, limit=limit)

    def active(self) -> Iterator[SupervisionCase]:
        """Every active case, one after the other, only to be read."""
        query = {"office_id": self.unit.office_id, "state": State.ACTIVE}
        for each in self.collection.find(query, session=self.unit.session):
            yield from_document(each, SupervisionCase)

    def by_state(self) -> dict[str, int]:
        return by_state(self.unit, self.collection, State)

    def _counted(self) -> Counter[UUID]:
        self.unit.settle_before_reading(self.name)
        steps: list[dict[str, Any]] = [
            {"$match": {"office_id": self.unit.office_id, "state": State.ACTIVE}},
            {"$group": {"_id": "$officer_id", "count": {"$sum": 1}}},
        ]
        found = self.collection.aggregate(steps, session=self.unit.session)
        return Counter({each["_id"]: each["count"] for each in found if each["_id"]})

    def _recount(self, now: SupervisionCase) -> None:
        """What this unit changes shows in the counts that it read before."""
        counted = self._caseloads.get(now.office_id)
        if counted is None:
            return
        known = self.unit.tracked(now.id)
        before: SupervisionCase | None = known.aggregate if known else None
        if before is not None and before.officer_id and before.state is State.ACTIVE:
            counted[before.officer_id] -= 1
        if now.officer_id and now.state is State.ACTIVE:
            counted[now.officer_id] += 1


def to_schedule(database: Database[Document], office_id: str, before: date) -> Iterator[UUID]:
    """Cases in which a window opens before that day and has no obligation yet."""
    due = {"$lt": before.isoformat()}
    query = {"office_id": office_id, "state": State.ACTIVE, "scheduled_until": due}
    return _ids(database, query)


def late_starts(database: Database[Document], office_id: str, day: date) -> Iterator[UUID]:
    """Cases whose last day for the first contact was before `day`, without one, and not told."""
    query = {"office_id": office_id, "start_awaited": {"$gt": "", "$lt": day.isoformat()}}
    return _ids(database, query)


def _ids(database: Database[Document], query: Mapping[str, Any]) -> Iterator[UUID]:
    return (each["_id"] for each in database[Cases.name].find(query, {"_id": 1}))
