"""Home visits: what was found is sealed."""

from uuid import UUID

from pymongo import IndexModel

from chassis.paging import Page
from supervision.domain.home_visit import HomeVisit, State
from supervision.store.about import OfPersons
from supervision.store.counts import by_state


class Visits(OfPersons[HomeVisit]):
    name = "home_visits"
    shape = HomeVisit
    sealed = frozenset({"report"})
    indexes = (IndexModel([("office_id", 1), ("officer_id", 1), ("state", 1)], name="worklist"),)
    lists = ((), ("state",))

    def open_of_officer(self, officer_id: UUID) -> list[HomeVisit]:
        return self._many({"officer_id": officer_id, "state": State.OPEN}, limit=0)

    def page(self, page: Page, *, officer_id: UUID | None, state: State | None) -> list[HomeVisit]:
        if officer_id is not None:
            return self._page_of_few(page, {"officer_id": officer_id, "state": state})
        return self._page(page, {"state": state})

    def by_state(self) -> dict[str, int]:
        return by_state(self.unit, self.collection, State)
