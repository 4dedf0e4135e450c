"""The log on RabbitMQ: the topic exchange `pamong.events`, bound to the stream `pamong.log`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from amqp.exceptions import NotFound  # type: ignore[import-untyped]
from kombu import Connection, Exchange, Queue

from chassis.log import LogLost, Message, NotConfirmed, Reader
from chassis.log.connections import connected
from chassis.log.publisher import Publisher
from chassis.log.stream import StreamReader

EXCHANGE, STREAM, MAX_AGE = "pamong.events", "pamong.log", "400D"
ARGUMENTS = {"x-queue-type": "stream", "x-max-age": MAX_AGE}


class RabbitLog:
    """Publishing and reading have a connection each, made when first needed.

    `name` and `exchange` differ only where several logs share a broker, as in tests.
    """

    def __init__(self, url: str, *, exchange: str = EXCHANGE, name: str = STREAM) -> None:
        self._url = url
        self._stream = Queue(
            name,
            exchange=Exchange(exchange, type="topic", durable=True),
            routing_key="#",
            durable=True,
            queue_arguments=ARGUMENTS,
        )
        self._publisher: Publisher | None = None

    def declare(self) -> None:
        """Exchange, stream and binding, where they are not there yet.

        Asked first, since in production a service may use them and not make them. LogLost when
        the broker does not answer, or refuses.
        """
        with self._connection() as connection:
            channel = connection.channel()
            try:
                self._stream.exchange(channel).declare(passive=True)
                self._stream(channel).queue_declare(passive=True)
            except NotFound:
                self._stream(connection.channel()).declare()

    def make(self) -> None:
        """All of it, by an account that may; what is there already stays. LogLost as above."""
        with self._connection() as connection:
            self._stream(connection.channel()).declare()

    def publish(self, messages: Sequence[Message]) -> None:
        if not messages:
            return
        if self._publisher is None or not self._publisher.is_open:
            try:
                self.declare()
            except LogLost as error:
                raise NotConfirmed(str(error)) from error
            self._publisher = Publisher(self._url, self._stream.exchange.name)
        self._publisher.publish(messages)

    def reader(self, after: int | None) -> Reader:
        self.declare()
        return StreamReader(self._url, self._stream.name, after)

    def close(self) -> None:
        if self._publisher is not None:
            self._publisher.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        connection = connected(self._url)
        try:
            yield connection
        except Exception as error:  # kombu, amqp and the socket each have their own
            raise LogLost(f"{type(error).__name__}: {error}") from error
        finally:
            connection.collect()
