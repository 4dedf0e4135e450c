"""Obligations: what was said at a meeting, and why one was not held, is sealed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.database import Database

from chassis.paging import BY_ID, Page
from chassis.store import Document, from_document
from supervision.domain.obligation import Obligation, State
from supervision.domain.policies import Kind
from supervision.store.about import OfPersons
from supervision.store.counts import by_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a window, without what was said."""

    id: UUID
    kind: Kind
    state: State
    window_start: date


class Obligations(OfPersons[Obligation]):
    """One a window, cancelled ones aside: `retired` is theirs alone, and the index unique."""

    name = "obligations"
    shape = Obligation
    sealed = frozenset({"contact", "dispensation", "excuse_given"})
    indexes = (
        IndexModel(
            [("office_id", 1), ("officer_id", 1), ("state", 1), ("window_start", 1)],
            name="worklist",
        ),
        IndexModel([("office_id", 1), ("state", 1), ("due", 1)], name="due"),
        IndexModel(
            [("office_id", 1), ("case_id", 1), ("kind", 1), ("window_start", 1), ("retired", 1)],
            name="one_a_window",
            unique=True,
        ),
    )
    lists = ((), ("state",))

    def hashes(self, aggregate: Obligation) -> Mapping[str, Any]:
        return {"retired": aggregate.id if aggregate.state is State.CANCELLED else None}

    def open_now(self, officer_id: UUID, on: date) -> list[Obligation]:
        """The officer's open obligations whose windows have opened by that day."""
        opened = {"$lte": on.isoformat()}
        query = {"officer_id": officer_id, "state": State.SCHEDULED, "window_start": opened}
        return self._many(query, limit=0)

    def of_cases(self, case_ids: Sequence[UUID]) -> list[Obligation]:
        """All obligations of these cases: a case has a few dozen."""
        return self._many({"case_id": {"$in": list(case_ids)}}, sort=BY_ID, limit=0)

    def open_of(self, case_id: UUID) -> list[Obligation]:
        return [each for each in self.of_cases([case_id]) if each.is_open]

    def outcomes_of(self, case_id: UUID, kind: Kind) -> list[Outcome]:
        """What came of every window of this kind, changes of this unit with it."""
        self.unit.settle_before_reading(self.name)
        query = {"office_id": self.unit.office_id, "case_id": case_id, "kind": kind}
        wanted = {"kind": 1, "state": 1, "window_start": 1}
        found = self.collection.find(query, wanted, session=self.unit.session)
        return [from_document(each, Outcome) for each in found]

    def cases_covered(self, day: date, longest: timedelta) -> set[UUID]:
        """Cases with an obligation, of whatever state, in whose window `day` lies.

        What is due in a window is due less than the window's length before or after `day`.
        """
        due = {"$gt": (day - longest).isoformat(), "$lt": (day + longest).isoformat()}
        covered = set[UUID]()
        for state in State:
            query = {"office_id": self.unit.office_id, "state": state, "due": due}
            wanted = {"case_id": 1, "window_start": 1, "window_end": 1}
            for each in self.collection.find(query, wanted, session=self.unit.session):
                if each["window_start"] <= day.isoformat() < each["window_end"]:
                    covered.add(each["case_id"])
        return covered

    def page(
        self,
        page: Page,
        *,
        officer_id: UUID | None,
        state: State | None,
        due_from: date | None,
        due_to: date | None,
    ) -> list[Obligation]:
        """An officer has few enough, and few are due between two days, whatever became of them."""
        due = {
            compare: day.isoformat()
            for compare, day in {"$gte": due_from, "$lte": due_to}.items()
            if day is not None
        }
        if officer_id is not None:
            theirs = {"officer_id": officer_id, "state": state}
            return self._page_of_few(page, theirs, {"due": due or None})
        if due_from and due_to:
            states = [state] if state else list(State)
            near = {ident for each in states for ident in self._ids({"state": each, "due": due})}
            return self._of(page.onward(near), page, {"state": {"$in": states}, "due": due}, {})
        return self._page(page, {"state": state, "due": due or None})

    def by_state(self) -> dict[str, int]:
        return by_state(self.unit, self.collection, State)


def ended(database: Database[Document], office_id: str, day: date) -> Iterator[UUID]:
    """Open obligations whose windows are over on that day: they were due before it."""
    before = {"$lt": day.isoformat()}
    query = {"office_id": office_id, "state": State.SCHEDULED, "due": before}
    due = database[Obligations.name].find(query, {"window_end": 1})
    return (each["_id"] for each in due if each["window_end"] <= day.isoformat())
