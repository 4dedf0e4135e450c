"""What a follower tells when a source's head says more than it has."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from bus import Bus, a_bus
from shop import a_tally
from structlog.testing import capture_logs

from chassis.log.embedded import EmbeddedLog
from chassis.store import Client


@pytest.fixture
def bus(store_client: Client) -> Iterator[Bus]:
    log = EmbeddedLog(store_client[f"log-{uuid4().hex[:8]}"])
    with a_bus(store_client, log, origin=1) as bus:
        yield bus


def test_events_that_the_log_lost_are_an_error(bus: Bus) -> None:
    bus.count(a_tally())
    bus.lose()
    follower = bus.follower()
    with capture_logs() as lines:
        assert follower.suspect("north", bus.feeds.head("north"))
    assert [(each["event"], each["log_level"]) for each in lines] == [
        ("events missing on the log", "error")
    ]


def test_a_later_epoch_of_a_restored_source_is_a_warning(bus: Bus) -> None:
    bus.count(a_tally())
    bus.publish()
    follower = bus.follow()
    head = bus.feeds.head("north")
    later = replace(head, epoch=head.epoch + 1, starts=(*head.starts, (head.epoch + 1, 1)))
    bus.feeds.head = lambda _: later  # type: ignore[method-assign]
    with capture_logs() as lines:
        assert follower.suspect("north", later)
        follower.fill()
    assert [(each["event"], each["log_level"]) for each in lines] == [
        ("later epoch", "warning"),
        ("filled", "info"),
    ]
