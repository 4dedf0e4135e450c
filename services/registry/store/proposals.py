"""Proposals of revocation, as they wait for the head of office."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import ClassVar
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from chassis.paging import BY_ID, Page
from chassis.repository import Repository
from registry.domain.proposal import Proposal, ProposalState


class Proposals(Repository[Proposal]):
    """The ids are supervision's; what the head wrote is sealed."""

    name = "proposals"
    shape = Proposal
    sealed = frozenset({"decision"})
    indexes: ClassVar[Sequence[IndexModel]] = (
        IndexModel(
            [("office_id", ASCENDING), ("state", ASCENDING), ("_id", ASCENDING)], name="state"
        ),
        IndexModel([("office_id", ASCENDING), ("person_id", ASCENDING)], name="person"),
    )

    def in_state(
        self, state: ProposalState | None, page: Page, persons: Collection[UUID] | None
    ) -> list[Proposal]:
        """Those of one state, or all; of these persons, None for everybody's."""
        query = page.where()
        if persons is not None:
            query["person_id"] = {"$in": list(persons)}
        if state:
            query["state"] = state.value
        return self._many(query, sort=BY_ID, limit=page.limit)

    def of_person(self, person_id: UUID) -> list[Proposal]:
        return self._many({"person_id": person_id}, sort=BY_ID)

    def counted(self) -> Counter[str]:
        """How many there are of each state."""
        return Counter({each: self._count({"state": each.value}) for each in ProposalState})
