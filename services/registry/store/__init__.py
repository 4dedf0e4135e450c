"""The register as the store keeps it: the only room that speaks MongoDB."""

from functools import cached_property

from chassis.unit import UnitOfWork
from registry.store.books import Books
from registry.store.known import KnownHandovers
from registry.store.orders import Orders
from registry.store.persons import Persons
from registry.store.proposals import Proposals

REPOSITORIES = (Persons, Orders, Proposals)
COLLECTIONS = (Books.PLAN, KnownHandovers.PLAN)


class RegistryUnit(UnitOfWork):
    """One transaction of the registry."""

    @cached_property
    def persons(self) -> Persons:
        return Persons(self)

    @cached_property
    def orders(self) -> Orders:
        return Orders(self)

    @cached_property
    def proposals(self) -> Proposals:
        return Proposals(self)

    @cached_property
    def books(self) -> Books:
        return Books(self)

    @cached_property
    def known(self) -> KnownHandovers:
        return KnownHandovers(self)
