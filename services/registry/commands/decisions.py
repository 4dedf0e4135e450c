"""What the head of office decides of an order, and what follows from it (R16, R17)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from registry.commands.acting import act_of
from registry.domain.order import Order
from registry.domain.order_sentence import dated, revoked
from registry.domain.proposal import Outcome, Proposal
from registry.store import RegistryUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendOrder:
    """Without a proposal, where it cannot wait. `version`: as the caller saw the order."""

    order_id: UUID
    version: int | None
    decree_number: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstateOrder:
    order_id: UUID
    version: int | None
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReEntry:
    order_id: UUID
    version: int | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteOrder:
    order_id: UUID
    version: int | None
    letter_number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideProposal:
    """`decree_number` is needed for a suspension. `version`: as the caller saw the proposal."""

    proposal_id: UUID
    version: int | None
    outcome: Outcome
    decree_number: str | None
    on: date
    reason: str


def suspend_order(unit: RegistryUnit, order: SuspendOrder) -> Order:
    """Revoked for the time being; nothing later is known until the client is back."""
    suspended, told = unit.orders.get(order.order_id, order.version).suspend(
        decree_number=order.decree_number, on=order.on, reason=order.reason, act=act_of(unit)
    )
    saved = unit.orders.save(dated(suspended, unit.orders.of_person(suspended.person_id)))
    unit.publish(told)
    return saved


def reinstate_order(unit: RegistryUnit, order: ReinstateOrder) -> Order:
    """The suspension is annulled, and its days count as served."""
    reinstated, told = unit.orders.get(order.order_id, order.version).reinstate(
        on=order.on, reason=order.reason, act=act_of(unit)
    )
    saved = unit.orders.save(dated(reinstated, unit.orders.of_person(reinstated.person_id)))
    unit.publish(told)
    return saved


def record_re_entry(unit: RegistryUnit, order: RecordReEntry) -> Order:
    """The client is back in prison: the order is revoked, and its dates are reckoned anew."""
    back = unit.orders.get(order.order_id, order.version).re_enter(on=order.on, act=act_of(unit))
    final, told = revoked(back, unit.orders.of_person(back.person_id))
    saved = unit.orders.save(final)
    unit.publish(told)
    return saved


def complete_order(unit: RegistryUnit, order: CompleteOrder) -> Order:
    """Closed by a letter, after its end."""
    completed, told = unit.orders.get(order.order_id, order.version).complete(
        letter_number=order.letter_number, on=order.on, act=act_of(unit)
    )
    saved = unit.orders.save(completed)
    unit.publish(told)
    return saved


def decide_proposal(unit: RegistryUnit, order: DecideProposal) -> Proposal:
    """One decision, of the proposal and of the order that it is about."""
    act = act_of(unit)
    proposal = unit.proposals.get(order.proposal_id, order.version)
    decided, rejected = proposal.decide(
        order.outcome,
        on=order.on,
        reason=order.reason,
        decree_number=order.decree_number,
        act=act,
    )
    saved = unit.proposals.save(decided)
    unit.publish(*rejected)
    if order.outcome is Outcome.SUSPENDED:
        suspended, told = unit.orders.get(proposal.order_id).suspend(
            decree_number=order.decree_number,
            on=order.on,
            reason=order.reason,
            act=act,
            proposal_id=proposal.id,
        )
        unit.orders.save(dated(suspended, unit.orders.of_person(suspended.person_id)))
        unit.publish(told)
    return saved
