"""Relay and follower on RabbitMQ's stream."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from bus import Bus, a_bus
from follower_cases import FollowerCases
from kombu import Connection, Queue
from relay_cases import RelayCases

from chassis.log.rabbitmq import RabbitLog
from chassis.store import Client
from chassis.testing.backends import Backend

pytestmark = pytest.mark.broker


@pytest.fixture
def bus(store_client: Client, broker: Backend) -> Iterator[Bus]:
    name = f"bus-{uuid4().hex[:8]}"

    def log() -> RabbitLog:
        return RabbitLog(broker.url, exchange=f"{name}-events", name=name)

    def anew() -> RabbitLog:
        with Connection(broker.url) as connection:
            Queue(name)(connection.channel()).delete()
        return log()

    with a_bus(store_client, log(), origin=0, anew=anew) as bus:
        yield bus


class TestRelay(RelayCases):
    pass


class TestFollower(FollowerCases):
    pass
