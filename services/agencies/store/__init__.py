"""The only room that speaks MongoDB: subscriptions, whose cases, what was sent and how far."""

from functools import cached_property

from agencies.store import deliveries, lanes
from agencies.store.cases import CasesKnown
from agencies.store.deliveries import Deliveries
from agencies.store.subscriptions import Subscriptions
from chassis.unit import UnitOfWork

REPOSITORIES = (Subscriptions, CasesKnown)
COLLECTIONS = (deliveries.PLAN, lanes.PLAN)


class Unit(UnitOfWork):
    """One transaction of agencies."""

    @cached_property
    def subscriptions(self) -> Subscriptions:
        return Subscriptions(self)

    @cached_property
    def cases(self) -> CasesKnown:
        return CasesKnown(self)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self)
