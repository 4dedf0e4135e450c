"""The log on RabbitMQ: the topic exchange `pamong.events`, bound to the stream `pamong.log`."""

from collections.abc import Sequence

from kombu import Connection, Exchange, Queue

from chassis.log import Message, Reader
from chassis.log.publisher import Publisher
from chassis.log.stream import StreamReader

MAX_AGE = "400D"


class RabbitLog:
    """Publishing and reading have a connection each, made when first needed.

    `name` and `exchange` differ only where several logs share a broker, as in tests.
    """

    def __init__(
        self, url: str, *, exchange: str = "pamong.events", name: str = "pamong.log"
    ) -> None:
        self._url = url
        self._stream = Queue(
            name,
            exchange=Exchange(exchange, type="topic", durable=True),
            routing_key="#",
            durable=True,
            queue_arguments={"x-queue-type": "stream", "x-max-age": MAX_AGE},
        )
        self._publisher: Publisher | None = None

    def declare(self) -> None:
        """Exchange, stream and binding; declaring them again changes nothing."""
        with Connection(self._url, connect_timeout=5) as connection:
            self._stream(connection.default_channel).declare()

    def publish(self, messages: Sequence[Message]) -> None:
        if not messages:
            return
        if self._publisher is None or not self._publisher.is_open:
            self.declare()
            self._publisher = Publisher(self._url, self._stream.exchange.name)
        self._publisher.publish(messages)

    def reader(self, after: int | None) -> Reader:
        self.declare()
        return StreamReader(self._url, self._stream, after)

    def close(self) -> None:
        if self._publisher is not None:
            self._publisher.close()
