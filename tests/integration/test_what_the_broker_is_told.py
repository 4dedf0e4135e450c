"""What brokers and clients would do otherwise by default is said: nothing is left to a default."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pika
import pytest
from log_cases import messages, read
from pika.exceptions import ChannelClosedByBroker

from chassis.envelope import CONTENT_TYPE
from chassis.log import LogLost
from chassis.log.connections import parameters
from chassis.log.rabbitmq import RabbitLog
from chassis.testing.backends import Backend

pytestmark = pytest.mark.broker

STREAM = {"x-queue-type": "stream", "x-max-age": "400D"}


@pytest.fixture
def name() -> str:
    return f"told-{uuid4().hex[:8]}"


@pytest.fixture
def channel(broker: Backend) -> Iterator[Any]:
    connection = pika.BlockingConnection(parameters(broker.url, 30))
    yield connection.channel()
    connection.close()


@pytest.fixture
def log(broker: Backend, name: str) -> Iterator[RabbitLog]:
    log = RabbitLog(broker.url, exchange=f"{name}-events", name=name)
    yield log
    log.close()


def test_the_log_is_a_durable_stream_that_keeps_for_400_days(
    log: RabbitLog, name: str, channel: Any
) -> None:
    """The broker refuses to declare again what is there otherwise."""
    log.declare()
    channel.queue_declare(name, durable=True, arguments=STREAM)
    channel.exchange_declare(f"{name}-events", "topic", durable=True)


@pytest.mark.parametrize(
    "otherwise", [{"x-queue-type": "stream"}, {**STREAM, "x-max-age": "1D"}, {}]
)
def test_nothing_less_is_declared(
    log: RabbitLog, name: str, channel: Any, otherwise: dict[str, str]
) -> None:
    log.declare()
    with pytest.raises(ChannelClosedByBroker, match="PRECONDITION_FAILED"):
        channel.queue_declare(name, durable=True, arguments=otherwise)


def test_what_is_made_again_stays_and_a_lost_binding_comes_back(
    log: RabbitLog, name: str, channel: Any
) -> None:
    log.make()
    log.publish(messages(1))
    channel.queue_unbind(name, f"{name}-events", "#")
    log.make()
    log.publish(messages(1, first=2))
    assert len(read(log.reader(None), 2)) == 2


def test_an_event_is_persistent_and_says_what_it_is(
    log: RabbitLog, name: str, channel: Any
) -> None:
    log.publish(messages(1))
    channel.basic_qos(prefetch_count=10)
    arrived = channel.consume(name, arguments={"x-stream-offset": "first"}, inactivity_timeout=10)
    _, properties, _ = next(arrived)
    assert properties.delivery_mode == pika.DeliveryMode.Persistent.value
    assert properties.content_type == CONTENT_TYPE
    assert properties.type
    assert {"service", "position", "epoch", "office"} <= set(properties.headers)


def test_a_queue_of_that_name_that_is_no_stream_is_not_taken_for_one(
    log: RabbitLog, name: str, channel: Any
) -> None:
    """It would lose what is read, and confirm all the same."""
    channel.queue_declare(name, durable=True)
    channel.exchange_declare(f"{name}-events", "topic", durable=True)
    channel.queue_bind(name, f"{name}-events", "#")
    log.publish(messages(1))
    with pytest.raises(LogLost):
        read(log.reader(None), 1)
    channel.connection.process_data_events(0)
    assert channel.queue_declare(name, passive=True).method.message_count == 1
