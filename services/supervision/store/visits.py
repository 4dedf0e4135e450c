"""Home visits: what was found is sealed."""

from uuid import UUID

from pymongo import IndexModel

from chassis.paging import BY_ID, Page
from supervision.domain.home_visit import HomeVisit, State
from supervision.store.about import OfPersons
from supervision.store.counts import by_state


class Visits(OfPersons[HomeVisit]):
    name = "home_visits"
    shape = HomeVisit
    sealed = frozenset({"report"})
    indexes = (
        IndexModel([("office_id", 1), ("officer_id", 1), ("state", 1)], name="worklist"),
        IndexModel([("office_id", 1), ("state", 1)], name="state"),
    )

    def open_of_officer(self, officer_id: UUID) -> list[HomeVisit]:
        return self._many({"officer_id": officer_id, "state": State.OPEN}, limit=0)

    def page(self, page: Page, *, officer_id: UUID | None, state: State | None) -> list[HomeVisit]:
        query = page.where(officer_id=officer_id, state=state)
        return self._many(query, sort=BY_ID, limit=page.limit)

    def by_state(self) -> dict[str, int]:
        return by_state(self.unit, self.collection, State)
