"""Under which order, until when, and what is still open?"""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from chassis.paging import Page
from registry.domain.books import Book
from registry.domain.order import Order
from registry.domain.order_sentence import reckoning_of, sentence_of
from registry.domain.order_states import State
from registry.domain.proposal import Proposal, ProposalState
from registry.domain.schemes import Scheme
from registry.domain.served_time import Reckoning, reckon
from registry.domain.todos import Todo, open_todos
from registry.own import check_own, clients
from registry.questions.reading import record_reading
from registry.store import RegistryUnit
from registry.store.orders import OrderSearch
from registry.todo_files import shipped_deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOrder:
    order_id: UUID
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOrders:
    search: OrderSearch
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AskProposals:
    state: ProposalState | None
    page: Page


@dataclass(frozen=True, slots=True)
class OrderToday:
    """An order with what an officer must still find out."""

    order: Order
    todos: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An order with its dates; None where its papers contradict themselves."""

    order: Order
    reckoning: Reckoning | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many there are, by their codes; a code that nothing has is there with nought."""

    orders: Counter[str]
    orders_by_scheme: Counter[str]
    orders_by_book: Counter[str]
    persons: int
    proposals: Counter[str]


def read_order(unit: RegistryUnit, asked: AskOrder) -> OrderToday:
    order = _read(unit, "read_order", asked)
    person = unit.persons.get(order.person_id)
    return OrderToday(order, open_todos(order, person, shipped_deadlines(), today=unit.today))


def read_sentence(unit: RegistryUnit, asked: AskOrder) -> Reckoning:
    """The dates and how they come about, with the days that revoked orders cost."""
    order = _read(unit, "read_sentence", asked)
    return reckon(sentence_of(order, unit.orders.of_person(order.person_id)))


def with_reckoning(unit: RegistryUnit, order: Order) -> Reckoned:
    """What a change just made of an order's dates."""
    return Reckoned(order, reckoning_of(order, unit.orders.of_person(order.person_id)))


def find_orders(unit: RegistryUnit, asked: AskOrders) -> list[Order]:
    return unit.orders.matching(asked.search, asked.page, clients(unit, asked.search.person_id))


def find_proposals(unit: RegistryUnit, asked: AskProposals) -> list[Proposal]:
    return unit.proposals.in_state(asked.state, asked.page, clients(unit))


def figures(unit: RegistryUnit, _: None) -> Figures:
    """Counts of the whole office, without persons."""
    by_state = Counter({each.value: 0 for each in State})
    by_scheme = Counter({each.value: 0 for each in Scheme})
    by_book = Counter({each.value: 0 for each in Book})
    for each in unit.orders.counted():
        by_state[each.state] += each.orders
        by_scheme[each.scheme] += each.orders
        by_book[each.book] += each.orders
    return Figures(
        orders=by_state,
        orders_by_scheme=by_scheme,
        orders_by_book=by_book,
        persons=unit.persons.count(),
        proposals=unit.proposals.counted(),
    )


def _read(unit: RegistryUnit, what: str, asked: AskOrder) -> Order:
    order = unit.orders.get(asked.order_id)
    check_own(unit, order.person_id)
    until = order.protected_until
    record_reading(
        unit,
        what,
        [order.id, order.person_id],
        protected=until is not None and unit.today < until,
        reason=asked.reason,
    )
    return order
