"""Enrolments: by programme, by person, and by the day of the next follow-up."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.database import Database

from chassis.lists import Listed
from chassis.paging import BY_ID, Page
from chassis.store import Document
from training.domain.enrolment import Enrolment
from training.domain.enrolment_terms import IS_OPEN, SUCCEEDED, State

ALL = 10_000


class Enrolments(Listed[Enrolment]):
    """Remarks are sealed. `next_follow_up` is kept beside them, to be found by."""

    name = "enrolments"
    shape = Enrolment
    sealed = frozenset({"remarks"})
    indexes = (
        IndexModel([("office_id", 1), ("programme_id", 1), ("_id", 1)], name="of_programme"),
        IndexModel([("office_id", 1), ("person_id", 1), ("state", 1)], name="of_person"),
        IndexModel([("office_id", 1), ("next_follow_up", 1)], name="follow_ups"),
    )
    lists = ((), ("state",))

    def hashes(self, aggregate: Enrolment) -> Mapping[str, Any]:
        due = aggregate.next_follow_up
        return {"next_follow_up": due.isoformat() if due else None}

    def listed(
        self,
        page: Page,
        *,
        programme_id: UUID | None = None,
        person_id: UUID | None = None,
        state: State | None = None,
    ) -> list[Enrolment]:
        """A programme has few, and so has a person."""
        if person_id is not None:
            rest = {"programme_id": programme_id, "state": state}
            return self._page_of_few(page, {"person_id": person_id}, rest)
        if programme_id is not None:
            return self._page_of_few(page, {"programme_id": programme_id}, {"state": state})
        return self._page(page, {"state": state})

    def of_programmes(self, *programme_ids: UUID) -> list[Enrolment]:
        """All of them, rejected and dropped ones too, in order of asking."""
        return self._many({"programme_id": {"$in": list(programme_ids)}}, sort=BY_ID, limit=ALL)

    def open_in(self, programme_id: UUID) -> list[Enrolment]:
        """With a place or waiting for one, in order of asking."""
        query = {"programme_id": programme_id, "state": {"$in": list(IS_OPEN)}}
        return self._many(query, sort=BY_ID, limit=ALL)

    def open_of(self, person_id: UUID) -> list[Enrolment]:
        """Where the person has a place or waits for one."""
        query = {"person_id": person_id, "state": {"$in": list(IS_OPEN)}}
        return self._many(query, sort=BY_ID)

    def of_person(self, person_id: UUID) -> list[Enrolment]:
        return self._many({"person_id": person_id}, sort=BY_ID)

    def trained_in(self, people: Collection[UUID] | None = None) -> dict[UUID, set[str]]:
        """The fields in which these people, or all of the office, completed a programme."""
        self.unit.settle_before_reading(self.name)
        query: dict[str, Any] = {
            "office_id": self.unit.office_id,
            "state": {"$in": list(SUCCEEDED)},
        }
        if people is not None:
            query["person_id"] = {"$in": list(people)}
        fields: dict[UUID, set[str]] = {}
        wanted = {"person_id": 1, "field": 1}
        for each in self.collection.find(query, wanted, session=self.unit.session):
            fields.setdefault(each["person_id"], set()).add(each["field"])
        return fields


def due_follow_ups(
    database: Database[Document], offices: Iterable[str], day: date
) -> list[tuple[str, UUID]]:
    """Office and id of every enrolment with a follow-up due by that day and not told."""
    due = {"$gte": date.min.isoformat(), "$lte": day.isoformat()}
    return [
        (office_id, each["_id"])
        for office_id in offices
        for each in database[Enrolments.name]
        .find({"office_id": office_id, "next_follow_up": due}, {"_id": 1})
        .sort("_id", 1)
    ]
