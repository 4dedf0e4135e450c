"""Proposals of revocation: an officer's reason is sealed."""

from uuid import UUID

from pymongo import IndexModel

from chassis.paging import Page
from supervision.domain.proposal import RevocationProposal, State
from supervision.store.about import OfPersons
from supervision.store.counts import by_state


class Proposals(OfPersons[RevocationProposal]):
    name = "proposals"
    shape = RevocationProposal
    sealed = frozenset({"reason"})
    indexes = (IndexModel([("office_id", 1), ("officer_id", 1), ("state", 1)], name="officer"),)
    lists = ((), ("state",))

    def drafts_of(self, officer_id: UUID) -> int:
        """How many drafts wait for this officer."""
        return self._count({"officer_id": officer_id, "state": State.DRAFT})

    def page(
        self, page: Page, *, officer_id: UUID | None, state: State | None
    ) -> list[RevocationProposal]:
        if officer_id is not None:
            return self._page_of_few(page, {"officer_id": officer_id, "state": state})
        return self._page(page, {"state": state})

    def by_state(self) -> dict[str, int]:
        return by_state(self.unit, self.collection, State)
