"""Proposals of revocation, as they wait for the head of office."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import ClassVar
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from chassis.lists import Listed
from chassis.paging import BY_ID, Page
from registry.domain.proposal import Proposal, ProposalState


class Proposals(Listed[Proposal]):
    """The ids are supervision's; what the head wrote is sealed."""

    name = "proposals"
    shape = Proposal
    sealed = frozenset({"decision"})
    indexes: ClassVar[Sequence[IndexModel]] = (
        IndexModel([("office_id", ASCENDING), ("person_id", ASCENDING)], name="person"),
    )
    lists = ((), ("state",))

    def in_state(
        self, state: ProposalState | None, page: Page, persons: Collection[UUID] | None
    ) -> list[Proposal]:
        """Those of one state, or all; of these persons, None for everybody's."""
        if persons is not None:
            return self._page_of_few(page, {"person_id": {"$in": list(persons)}}, {"state": state})
        return self._page(page, {"state": state})

    def of_person(self, person_id: UUID) -> list[Proposal]:
        return self._many({"person_id": person_id}, sort=BY_ID)

    def counted(self) -> Counter[str]:
        """How many there are of each state."""
        return Counter({each: self._count({"state": each.value}) for each in ProposalState})
