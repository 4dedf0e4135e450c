"""What is asked of agencies: by the office, and by an agency of its own."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from agencies.domain.subscription import FLOWING, State, Subscription
from agencies.store import Unit, lanes
from agencies.store.deliveries import Delivery
from chassis.refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class AskList:
    state: State | None
    after: UUID | None
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEvents:
    """By the agency that asks: those after a `subscriptionsequence`."""

    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class Events:
    """What was asked for, in order, and the subscription that it belongs to."""

    subscription: Subscription
    deliveries: list[Delivery]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`routed`: what belongs to agencies. `sent`: what the broker has confirmed of it."""

    subscriptions: dict[str, int]
    routed: int
    sent: int


def list_subscriptions(unit: Unit, asked: AskList) -> list[Subscription]:
    return unit.subscriptions.listed(state=asked.state, after=asked.after, limit=asked.limit)


def show_subscription(unit: Unit, subscription_id: UUID) -> Subscription:
    return unit.subscriptions.get(subscription_id)


def own_subscription(unit: Unit, _: None = None) -> Subscription:
    """That of the agency which asks; NotFound where it has none in this office any more."""
    found = unit.subscriptions.open_of(unit.actor.id)
    if found is None:
        raise NotFound(thing="subscription", id=unit.actor.id)
    return found


def own_events(unit: Unit, asked: AskEvents) -> Events:
    """What belongs to the agency that asks, again and again, as long as it is kept."""
    subscription = own_subscription(unit)
    return Events(subscription, unit.deliveries.after(subscription.id, asked.after, asked.limit))


def admit_to_order(unit: Unit, order_id: UUID) -> None:
    """Recorded before anything is shown. NotFound for any order that is not the agency's own."""
    subscription, case = own_subscription(unit), unit.cases.get_or_none(order_id)
    if case is None or subscription.state not in FLOWING or not subscription.owns(case):
        raise NotFound(thing="order", id=str(order_id))
    subjects = [str(case.id), str(case.person_id)]
    unit.record("read_person", subjects=subjects, agency=subscription.agency)


def figures(unit: Unit, _: None) -> Figures:
    """Counts of the office, without persons."""
    found = unit.subscriptions.all_of_office()
    by_state = Counter({each.value: 0 for each in State})
    by_state.update(each.state.value for each in found)
    return Figures(
        subscriptions=dict(by_state),
        routed=sum(each.sequence for each in found),
        sent=lanes.sent_in(unit),
    )
