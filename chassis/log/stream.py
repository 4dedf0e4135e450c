"""Reading the stream with kombu: prefetch and acks are only flow control, the cursor is ours."""

import contextlib
import time
from collections import deque
from typing import Any

from kombu import Connection, Consumer, Queue
from kombu.message import Message as Delivery

from chassis.log import LogLost, Message

PREFETCH = 2_000
HEARTBEAT = 30
CONNECT_SECONDS = 5
TICK = 0.5
FIRST_SECONDS = 1.0
"""How long the message that was read last may take to come again, before it counts as gone."""


class StreamReader:
    """One consumer on the stream. Raises LogLost when the connection or the stream goes away."""

    def __init__(self, url: str, stream: Queue, after: int | None) -> None:
        self._stream = stream
        self._read: deque[Message] = deque()
        self._unacked: Delivery | None = None
        self._last_tick = time.monotonic()
        self._connection = connected(url, heartbeat=HEARTBEAT)
        try:
            self._begin(after)
        except Exception as error:
            self.close()
            raise LogLost(f"{type(error).__name__}: {error}") from error

    def batch(self, limit: int, timeout: float) -> list[Message]:
        deadline = time.monotonic() + timeout
        try:
            self._beat()
            while not self._read:
                left = deadline - time.monotonic()
                if not self._drain(max(0.0, min(left, TICK))) and left <= 0:
                    return []
            while len(self._read) < limit and self._drain(0):
                pass
            batch = [self._read.popleft() for _ in range(min(limit, len(self._read)))]
            self._acknowledge()
        except Exception as error:  # kombu, amqp and the socket each have their own
            self.close()
            raise LogLost(f"{type(error).__name__}: {error}") from error
        return batch

    def close(self) -> None:
        """Without a word to the broker, which may be what does not answer."""
        with contextlib.suppress(Exception):  # it may be gone already
            self._connection.collect()

    def _begin(self, after: int | None) -> None:
        """Read again the message at `after`, to see that it is there, and go on behind it.

        Asking for an offset beyond the end would deliver nothing, without an error: then the
        stream was made anew, or restored, and is read from its beginning.
        """
        consumer = self._consume("first" if after is None else after)
        if after is None:
            return
        deadline = time.monotonic() + FIRST_SECONDS
        while not self._read and time.monotonic() < deadline:
            self._drain(TICK)
        if not self._read and self._ends_before(after):
            consumer.cancel()
            self._consume("first")
            return
        while self._read and (self._read[0].offset or 0) <= after:
            self._read.popleft()

    def _drain(self, timeout: float) -> bool:
        try:
            self._connection.drain_events(timeout=timeout or 0.001)
        except TimeoutError:
            return False
        return True

    def _beat(self) -> None:
        if time.monotonic() - self._last_tick > HEARTBEAT / 4:
            self._connection.heartbeat_check()
            self._last_tick = time.monotonic()

    def _acknowledge(self) -> None:
        if self._unacked is not None and not self._read:
            self._unacked.ack(multiple=True)
            self._unacked = None

    def _consume(self, start: int | str) -> Consumer:
        def keep(delivery: Delivery) -> None:
            self._read.append(_as_message(delivery))
            self._unacked = delivery

        return self._consumer(start, keep)

    def _consumer(self, start: int | str, on_message: Any) -> Consumer:
        channel = self._connection.channel()
        consumer = Consumer(
            channel,
            queues=[_from(self._stream, start)(channel)],
            no_ack=False,
            auto_declare=False,
            on_message=on_message,
            prefetch_count=PREFETCH,
        )
        consumer.consume()
        return consumer

    def _ends_before(self, after: int) -> bool:
        """Whether the stream's last offset lies before `after`."""
        last: list[int] = []
        consumer = self._consumer("last", lambda each: last.append(_offset(each)))
        deadline = time.monotonic() + FIRST_SECONDS
        while (not last or last[-1] < after) and time.monotonic() < deadline:
            self._drain(TICK)
        consumer.channel.close()
        return not last or last[-1] < after


def connected(url: str, *, heartbeat: int = 0) -> Connection:
    """A connection that is there. LogLost when it cannot be made now."""
    connection = Connection(url, heartbeat=heartbeat, connect_timeout=CONNECT_SECONDS)
    try:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=2 * CONNECT_SECONDS)
    except Exception as error:
        with contextlib.suppress(Exception):
            connection.collect()
        raise LogLost(f"{type(error).__name__}: {error}") from error
    return connection


def _from(stream: Queue, start: int | str) -> Queue:
    return Queue(
        stream.name,
        exchange=stream.exchange,
        routing_key=stream.routing_key,
        queue_arguments=stream.queue_arguments,
        consumer_arguments={"x-stream-offset": start},
    )


def _offset(delivery: Delivery) -> int:
    offset: int = delivery.headers["x-stream-offset"]
    return offset


def _as_message(delivery: Delivery) -> Message:
    """What no relay sent may have any headers, or none: position 0 says so."""
    headers, body = delivery.headers, delivery.body
    return Message(
        service=_text(headers.get("service")),
        position=_number(headers.get("position")),
        epoch=_number(headers.get("epoch")),
        type=_text(headers.get("type")),
        office_id=_text(headers.get("office")),
        body=body if isinstance(body, bytes) else str(body).encode(),
        offset=_offset(delivery),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
