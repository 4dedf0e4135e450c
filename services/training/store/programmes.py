"""Programmes with their sessions and rolls, and the year's plan."""

from collections.abc import Collection
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from pymongo import IndexModel

from chassis.lists import Listed
from chassis.paging import BY_ID, Page
from chassis.repository import Repository
from training.domain.plan import AnnualPlan
from training.domain.programme import Programme, State
from training.domain.session import Session
from training.domain.waiting_list import Roll

ALL = 10_000


class Programmes(Listed[Programme]):
    """Who teaches is sealed: some of them are former clients."""

    name = "programmes"
    shape = Programme
    sealed = frozenset({"instructors"})
    indexes = (IndexModel([("office_id", 1), ("starts", 1)], name="by_start"),)
    lists = ((), ("state",))

    def listed(
        self,
        page: Page,
        *,
        state: State | None = None,
        field: str | None = None,
        partner_id: UUID | None = None,
    ) -> list[Programme]:
        return self._page(page, {"state": state, "field": field, "partner_ids": partner_id})

    def in_states(self, states: Collection[State]) -> list[Programme]:
        return self._many({"state": {"$in": list(states)}}, sort=BY_ID, limit=ALL)

    def begun_by(self, day: date) -> list[Programme]:
        """Those still open for enrolment, or closed to it, whose first day is not after `day`."""
        waiting = [State.OPEN, State.CLOSED_ENROLMENT]
        query = {"state": {"$in": waiting}, "starts": {"$lte": day.isoformat()}}
        return self._many(query, sort=BY_ID, limit=ALL)

    def of_year(self, year: int) -> list[Programme]:
        """Those that begin in the year, cancelled ones too."""
        days = {"$gte": f"{year}-01-01", "$lte": f"{year}-12-31"}
        return self._many({"starts": days}, sort=BY_ID, limit=ALL)


class Sessions(Repository[Session]):
    name = "sessions"
    shape = Session
    indexes = (IndexModel([("office_id", 1), ("programme_id", 1), ("starts_at", 1)], name="of"),)

    def of(self, *programme_ids: UUID) -> list[Session]:
        """All sessions of these programmes, cancelled ones too, soonest first."""
        query = {"programme_id": {"$in": list(programme_ids)}}
        return self._many(query, sort=[("starts_at", 1)], limit=ALL)


class Rolls(Repository[Roll]):
    name = "rolls"
    shape = Roll
    indexes = (IndexModel([("office_id", 1), ("programme_id", 1)], name="of", unique=True),)


class Plans(Repository[AnnualPlan]):
    """One a year: its id follows from office and year, so that two cannot be made."""

    name = "plans"
    shape = AnnualPlan

    def of_year(self, year: int) -> AnnualPlan:
        """The plan, or an empty one that is not kept yet."""
        blank = AnnualPlan(
            id=uuid5(NAMESPACE_URL, f"pamong/training/plan/{self.unit.office_id}/{year}"),
            office_id=self.unit.office_id,
            year=year,
        )
        return self.get_or_none(blank.id) or blank
