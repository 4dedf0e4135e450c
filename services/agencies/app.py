"""Agencies as the chassis runs it."""

from dataclasses import dataclass, field

from agencies import handlers
from agencies.api import figures, my, subscriptions
from agencies.broker import Broker
from agencies.chores import send_deliveries, take_back
from agencies.store import COLLECTIONS, REPOSITORIES, Unit
from chassis.handlers import handlers_of
from chassis.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Agencies(Service[Unit]):
    """The service, and the broker where agencies have their queues; None where there is none."""

    broker: Broker | None = field(default=None, repr=False)


def service(broker: Broker | None = None) -> Agencies:
    """With the agencies' queues at `broker`; without one they ask for their events by HTTP."""
    return Agencies(
        name="agencies",
        unit=Unit,
        repositories=REPOSITORIES,
        collections=COLLECTIONS,
        handlers=handlers_of(handlers),
        chores=(send_deliveries, take_back),
        blueprints=(subscriptions.blp, my.blp, figures.blp),
        words=("agencies",),
        broker=broker,
    )


SERVICE = service()
