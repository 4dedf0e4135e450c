"""Relay and follower on the embedded log."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from bus import Bus, a_bus
from follower_cases import FollowerCases
from relay_cases import RelayCases

from chassis.log.embedded import EmbeddedLog
from chassis.store import Client


@pytest.fixture
def bus(store_client: Client) -> Iterator[Bus]:
    database = store_client[f"log-{uuid4().hex[:8]}"]

    def anew() -> EmbeddedLog:
        database.drop_collection("log")
        return EmbeddedLog(database)

    with a_bus(store_client, EmbeddedLog(database), origin=1, anew=anew) as bus:
        yield bus


class TestRelay(RelayCases):
    pass


class TestFollower(FollowerCases):
    pass
