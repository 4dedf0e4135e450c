"""Relay and follower on RabbitMQ's stream."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from bus import Bus, a_bus
from follower_cases import FollowerCases
from relay_cases import RelayCases

from chassis.log.rabbitmq import RabbitLog
from chassis.store import Client
from chassis.testing.backends import Backend

pytestmark = pytest.mark.broker


@pytest.fixture
def bus(store_client: Client, broker: Backend) -> Iterator[Bus]:
    name = f"bus-{uuid4().hex[:8]}"
    log = RabbitLog(broker.url, exchange=f"{name}-events", name=name)
    with a_bus(store_client, log, origin=0) as bus:
        yield bus


class TestRelay(RelayCases):
    pass


class TestFollower(FollowerCases):
    pass
