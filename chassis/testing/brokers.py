"""A broker for tests: RabbitMQ in a container, or a private one of Debian's package."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

from kombu import Connection

from chassis.testing.backends import Backend, BackendUnavailable, Choice, chosen
from chassis.testing.private_rabbitmq import PrivateRabbitMQ, server_program

RABBITMQ = "rabbitmq:4-management"
START_SECONDS = 90.0

HOW_TO_GET_ONE = (
    "The tests marked `broker` need RabbitMQ. Either install it, on Debian and as root with "
    "`apt-get install rabbitmq-server` (only its program is used, the system's own broker is not "
    "touched), or start a container engine that can fetch rabbitmq:4-management."
)


class Broker(Backend, Protocol):
    """A broker that can be told what an operator tells it."""

    def control(self, *arguments: str) -> None:
        """`rabbitmqctl ...`"""


@contextmanager
def broker() -> Iterator[Broker]:
    """An empty RabbitMQ with streams that nobody else uses; gone with its data afterwards."""
    with ExitStack() as closing:
        started = _started()
        closing.callback(started.stop)
        yield started


class Managed(Broker, Protocol):
    """A broker whose management API answers at `admin_url`."""

    @property
    def admin_url(self) -> str: ...


@contextmanager
def managed_broker() -> Iterator[Managed]:
    """The same, with RabbitMQ's management API, which takes longer to start."""
    with ExitStack() as closing:
        started = _started(management=True)
        closing.callback(started.stop)
        yield started


def planned() -> str:
    """What `broker` would start."""
    if chosen() is not Choice.LOCAL:
        return RABBITMQ
    return "RabbitMQ (Debian package, private)" if server_program() else "none"


def _started(*, management: bool = False) -> Managed:
    choice = chosen()
    if choice is not Choice.LOCAL:
        try:
            return _container()
        except BackendUnavailable:
            if choice is Choice.CONTAINERS:
                raise
    program = server_program()
    if program is None:
        raise BackendUnavailable(HOW_TO_GET_ONE)
    return PrivateRabbitMQ(program, management=management)


def _container() -> Managed:
    from chassis.testing.containers import Container

    return Container(
        RABBITMQ,
        5672,
        address=lambda host, port: f"amqp://guest:guest@{host}:{port}//",
        answers=until_it_answers,
        admin=(15672, lambda host, port: f"http://guest:guest@{host}:{port}"),
    )


def until_it_answers(url: str) -> None:
    """Returns when a client can log in."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with Connection(url, connect_timeout=2) as connection:
                connection.connect()
                return
        except (OSError, *Connection(url).connection_errors) as error:
            if time.monotonic() > deadline:
                raise BackendUnavailable(f"RabbitMQ does not answer: {error}") from error
            time.sleep(0.1)
