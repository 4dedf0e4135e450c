"""The stream on RabbitMQ keeps what any log promises; and what only a broker can do to it."""

import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from kombu import Connection, Exchange, Producer, Queue
from log_cases import LogCases, messages, numbers, read

from chassis.log import LogLost, NotConfirmed
from chassis.log.publisher import Publisher
from chassis.log.rabbitmq import ARGUMENTS, RabbitLog
from chassis.testing.backends import Backend
from chassis.testing.tcp_proxy import Proxy

pytestmark = pytest.mark.broker


class RabbitGround:
    """A stream of this test's own on the shared broker."""

    def __init__(self, broker: Backend) -> None:
        self._broker = broker
        self.name = f"log-{uuid4().hex[:8]}"
        self._logs: list[RabbitLog] = []
        self.log = self.another()

    def another(self) -> RabbitLog:
        log = RabbitLog(self._broker.url, exchange=f"{self.name}-events", name=self.name)
        self._logs.append(log)
        return log

    def restart(self) -> None:
        self._broker.restart()
        self._until_led()

    def stop(self) -> None:
        self._broker.kill()

    def start(self) -> None:
        self._broker.restart()
        self._until_led()

    def recreate(self) -> None:
        with Connection(self._broker.url) as connection:
            Queue(self.name)(connection.channel()).delete()
        self.log.declare()

    def truncate(self, keep: int) -> None:
        """A stream cannot be cut: it is made anew with its first messages."""
        first = read(self.log.reader(None), keep)
        self.recreate()
        self.log.publish(first)

    def until_led(self) -> None:
        self._until_led()

    def _until_led(self) -> None:
        """A broker lets clients in before its streams have found their leaders again."""
        deadline = time.monotonic() + 30
        while True:
            try:
                return self.log.declare()
            except LogLost:
                assert time.monotonic() < deadline
                time.sleep(0.1)

    def send(self, body: Any, **properties: Any) -> None:
        """Something that no relay sends."""
        with Connection(self._broker.url) as connection:
            exchange = Exchange(f"{self.name}-events", type="topic", durable=True)
            Producer(connection.channel()).publish(
                body, exchange=exchange, routing_key="any", delivery_mode=2, **properties
            )

    def close(self) -> None:
        for each in self._logs:
            each.close()


@pytest.fixture
def ground(broker: Backend) -> Iterator[RabbitGround]:
    ground = RabbitGround(broker)
    ground.log.declare()
    yield ground
    ground.close()


class TestRabbitLog(LogCases):
    pass


def test_an_event_that_no_stream_takes_fails_its_batch(ground: RabbitGround) -> None:
    """The binding is gone: the broker would confirm what it could not route."""
    with Connection(ground._broker.url) as connection:
        exchange = Exchange(f"{ground.name}-events", type="topic", durable=True)
        queue = Queue(ground.name, exchange, "#", queue_arguments=ARGUMENTS)
        queue(connection.channel()).unbind_from(exchange, "#")
    with pytest.raises(NotConfirmed, match="returned"):
        ground.log.publish(messages(3))


def test_a_missing_exchange_fails_the_batch(ground: RabbitGround) -> None:
    with pytest.raises(NotConfirmed, match="channel closed"):
        Publisher(ground._broker.url, "no-such-exchange").publish(messages(1))


def test_an_exchange_that_was_deleted_is_made_anew_and_bound(ground: RabbitGround) -> None:
    ground.log.publish(messages(1))
    with Connection(ground._broker.url) as connection:
        Exchange(f"{ground.name}-events")(connection.channel()).delete()
    with pytest.raises(NotConfirmed):
        ground.log.publish(messages(1, first=2))
    ground.log.publish(messages(1, first=2))
    assert numbers(read(ground.log.reader(None), 2)) == [1, 2]


def test_a_reader_is_told_when_its_stream_is_deleted(ground: RabbitGround) -> None:
    ground.log.publish(messages(1))
    reader = ground.log.reader(None)
    read(reader, 1)
    with Connection(ground._broker.url) as connection:
        Queue(ground.name)(connection.channel()).delete()
    with pytest.raises(LogLost):
        read(reader, 1)


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"headers": {"service": "north", "type": "pamong.north.counted.v1"}},
        {"headers": {"service": "north", "position": "seven", "epoch": [1], "type": 7}},
        {"headers": {"service": "north", "position": True, "epoch": 1.5}},
    ],
)
def test_what_no_relay_sent_is_read_without_a_place(
    ground: RabbitGround, properties: dict[str, Any]
) -> None:
    ground.send(b"\xff\xfe", content_type="application/x", content_encoding="binary", **properties)
    (found,) = read(ground.log.reader(None), 1)
    assert found.position == 0
    assert found.body == b"\xff\xfe"


def test_failed_publishing_leaves_no_thread_and_no_socket_behind(ground: RabbitGround) -> None:
    def publishers() -> int:
        return sum(each.name == "publisher" for each in threading.enumerate())

    before = publishers()
    for _ in range(5):
        with pytest.raises(NotConfirmed):
            Publisher(ground._broker.url, "no-such-exchange").publish(messages(1))
        with pytest.raises(NotConfirmed):
            Publisher("amqp://guest:wrong@" + ground._broker.url.split("@")[1], "any")
        with pytest.raises(NotConfirmed):
            Publisher("amqp://guest:guest@127.0.0.1:1//", "any")
    assert publishers() == before


def test_a_publisher_that_was_closed_confirms_nothing(ground: RabbitGround) -> None:
    publisher = Publisher(ground._broker.url, f"{ground.name}-events")
    publisher.close()
    publisher.close()
    with pytest.raises(NotConfirmed, match="closed"):
        publisher.publish(messages(1))


@pytest.fixture
def wire(broker: Backend) -> Iterator[Proxy]:
    """The way from a client to the broker, to be cut."""
    address = urlsplit(broker.url)
    proxy = Proxy(address.hostname or "127.0.0.1", address.port or 5672)
    yield proxy
    proxy.close()


def test_after_a_cut_the_same_batch_is_published_on_a_new_connection(
    ground: RabbitGround, wire: Proxy, broker: Backend
) -> None:
    log = RabbitLog(wire.through(broker.url), exchange=f"{ground.name}-events", name=ground.name)
    log.publish(messages(1))
    wire.freeze()
    threading.Timer(0.2, wire.cut).start()
    with pytest.raises(NotConfirmed):
        log.publish(messages(1, first=2))
    wire.thaw()
    log.publish(messages(1, first=2))
    log.close()
    assert numbers(read(ground.log.reader(None), 2)) == [1, 2]


def test_a_broker_that_falls_silent_confirms_nothing_and_holds_up_nobody(
    ground: RabbitGround, wire: Proxy, broker: Backend
) -> None:
    publisher = Publisher(wire.through(broker.url), f"{ground.name}-events", confirm_seconds=0.5)
    publisher.publish(messages(1))
    wire.freeze()
    began = time.monotonic()
    with pytest.raises(NotConfirmed, match="no confirm in time"):
        publisher.publish(messages(1, first=2))
    assert time.monotonic() - began < 10
    assert not publisher._thread.is_alive()


def test_a_reader_is_told_when_the_wire_is_cut(
    ground: RabbitGround, wire: Proxy, broker: Backend
) -> None:
    ground.log.publish(messages(1))
    log = RabbitLog(wire.through(broker.url), exchange=f"{ground.name}-events", name=ground.name)
    reader = log.reader(None)
    read(reader, 1)
    wire.cut()
    with pytest.raises(LogLost):
        reader.batch(10, 2.0)


def test_idle_connections_are_kept_alive(
    ground: RabbitGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broker ends one that is silent for two heartbeats, here of a second."""
    monkeypatch.setattr("chassis.log.stream.HEARTBEAT", 1)
    monkeypatch.setattr("chassis.log.publisher.HEARTBEAT", 1)
    log = ground.another()
    log.publish(messages(1))
    publisher, reader = log._publisher, log.reader(None)
    assert numbers(read(reader, 1)) == [1]
    until = time.monotonic() + 4.0
    while time.monotonic() < until:
        assert reader.batch(10, 0.2) == []
    log.publish(messages(1, first=2))
    assert log._publisher is publisher
    assert numbers(read(reader, 1)) == [2]


def test_a_resumed_reader_does_not_wait_for_the_next_message(ground: RabbitGround) -> None:
    ground.log.publish(messages(50))
    last = read(ground.log.reader(None), 50)[-1]
    began = time.monotonic()
    reader = ground.log.reader(last.offset)
    assert reader.batch(10, 0) == []
    assert time.monotonic() - began < 0.9
