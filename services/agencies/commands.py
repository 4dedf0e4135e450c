"""What can be done with subscriptions, by people and by the sender."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from agencies.domain import refusals
from agencies.domain.subscription import Cases, Subscription, propose
from agencies.store import Unit
from chassis.ids import new_id
from chassis.unit import Actor

ITSELF = Actor(id="agencies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """`events`: kinds, or patterns of them. `prosecutor`: the code of an office, for own cases."""

    agency: str
    name: str
    events: tuple[str, ...]
    cases: Cases
    prosecutor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve:
    subscription_id: UUID
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    subscription_id: UUID
    version: int | None
    reason: str


def propose_subscription(unit: Unit, order: Propose) -> Subscription:
    """An agency would be told of this; the head of office has still to approve it."""
    if unit.subscriptions.open_of(order.agency) is not None:
        raise refusals.AlreadySubscribed(field="agency", agency=order.agency)
    subscription = propose(
        id=new_id(),
        office_id=unit.office_id,
        agency=order.agency,
        name=order.name,
        events=order.events,
        cases=order.cases,
        prosecutor=order.prosecutor,
        by=unit.actor.id,
        at=unit.now,
    )
    added = unit.subscriptions.add(subscription)
    _record(unit, "propose_subscription", added)
    return added


def approve_subscription(unit: Unit, order: Approve) -> Subscription:
    """From now on what happens to its cases belongs to the agency."""
    subscription = unit.subscriptions.get(order.subscription_id, order.version)
    approved = unit.subscriptions.save(subscription.approve(by=unit.actor.id, at=unit.now))
    _record(unit, "approve_subscription", approved)
    return approved


def end_subscription(unit: Unit, order: End) -> Subscription:
    """Nothing more belongs to it, and it may ask nothing more; its queue is taken back soon."""
    subscription = unit.subscriptions.get(order.subscription_id, order.version)
    ended = unit.subscriptions.save(
        subscription.end(by=unit.actor.id, at=unit.now, reason=order.reason)
    )
    _record(unit, "end_subscription", ended)
    return ended


def give_access(unit: Unit, subscription_id: UUID) -> Subscription:
    """Noted before anything is given, so that all that may have been given is taken back."""
    given = unit.subscriptions.save(unit.subscriptions.get(subscription_id).given_access())
    _record(unit, "give_access", given)
    return given


def note_taken_back(unit: Unit, subscription_id: UUID) -> Subscription:
    """Nothing is left with which it could read."""
    taken = unit.subscriptions.save(unit.subscriptions.get(subscription_id).taken_back())
    _record(unit, "take_access_back", taken)
    return taken


def note_broken(unit: Unit, subscription_id: UUID) -> Subscription:
    return _changed(unit, subscription_id, Subscription.broken)


def note_mended(unit: Unit, subscription_id: UUID) -> Subscription:
    return _changed(unit, subscription_id, Subscription.mended)


def _changed(
    unit: Unit, subscription_id: UUID, change: Callable[[Subscription], Subscription]
) -> Subscription:
    before = unit.subscriptions.get(subscription_id)
    after = change(before)
    return before if after == before else unit.subscriptions.save(after)


def _record(unit: Unit, action: str, subscription: Subscription) -> None:
    unit.record(action, subjects=[str(subscription.id)], agency=subscription.agency)
