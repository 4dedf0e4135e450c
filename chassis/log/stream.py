"""Reading the stream with kombu: prefetch and acks are only flow control, the cursor is ours."""

import time
from collections import deque
from typing import Any

from kombu import Connection, Consumer, Queue
from kombu.message import Message as Delivery

from chassis.log import LogLost, Message

PREFETCH = 2_000
HEARTBEAT = 30
TICK = 0.5
BEYOND_END = 5.0


class StreamReader:
    """One consumer on the stream. Raises LogLost when the connection or the stream goes away."""

    def __init__(self, url: str, stream: Queue, after: int | None) -> None:
        self._read: deque[Message] = deque()
        self._unacked: Delivery | None = None
        try:
            self._connection = Connection(url, heartbeat=HEARTBEAT, connect_timeout=5)
            self._connection.ensure_connection(max_retries=1, timeout=10)
            self._errors = (
                *self._connection.connection_errors,
                *self._connection.channel_errors,
                OSError,
            )
            start = "first" if after is None or self._ends_before(stream, after) else after + 1
            self._consumer = self._consume(self._connection.channel(), stream, start)
        except Exception as error:
            raise LogLost(str(error)) from error
        self._last_tick = time.monotonic()

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
        except self._errors as error:
            self.close()
            raise LogLost(str(error)) from error
        return batch

    def close(self) -> None:
        try:
            self._connection.collapse()
        except (OSError, AttributeError):  # it is gone already
            return

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

    def _consume(self, channel: Any, stream: Queue, start: int | str) -> Consumer:
        consumer = Consumer(
            channel,
            queues=[_from(stream, start)(channel)],
            no_ack=False,
            auto_declare=False,
            on_message=self._on_message,
            prefetch_count=PREFETCH,
        )
        consumer.consume()
        return consumer

    def _on_message(self, delivery: Delivery) -> None:
        self._read.append(_as_message(delivery))
        self._unacked = delivery

    def _ends_before(self, stream: Queue, after: int) -> bool:
        """Whether the stream's last offset lies before `after`: it was made anew, or restored.

        Asking for an offset beyond the end delivers nothing, without an error.
        """
        last: list[int] = []
        channel = self._connection.channel()
        consumer = Consumer(
            channel,
            queues=[_from(stream, "last")(channel)],
            no_ack=False,
            auto_declare=False,
            on_message=lambda each: last.append(each.headers["x-stream-offset"]),
            prefetch_count=PREFETCH,
        )
        consumer.consume()
        deadline = time.monotonic() + BEYOND_END
        while (not last or last[-1] < after) and time.monotonic() < deadline:
            if not self._drain(TICK) and last:
                break
            if not last and stream(channel).queue_declare(passive=True).message_count == 0:
                break
        channel.close()
        return not last or last[-1] < after


def _from(stream: Queue, start: int | str) -> Queue:
    return Queue(
        stream.name,
        exchange=stream.exchange,
        routing_key=stream.routing_key,
        queue_arguments=stream.queue_arguments,
        consumer_arguments={"x-stream-offset": start},
    )


def _as_message(delivery: Delivery) -> Message:
    """Headers may be missing on what no relay sent: position 0 says so."""
    headers, body = delivery.headers, delivery.body
    return Message(
        service=str(headers.get("service", "")),
        position=int(headers.get("position", 0)),
        epoch=int(headers.get("epoch", 0)),
        type=str(headers.get("type", "")),
        office_id=str(headers.get("office", "")),
        body=body if isinstance(body, bytes) else str(body).encode(),
        offset=headers["x-stream-offset"],
    )
