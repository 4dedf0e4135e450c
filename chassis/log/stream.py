"""Reading the stream with pika: prefetch and acks are only flow control, the cursor is ours.

Everything happens in the thread that asks for a batch; between two batches nobody looks at the
connection, so that its heartbeats are answered only while someone reads.
"""

import contextlib
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import pika

from chassis.log import LogLost, Message
from chassis.log.connections import parameters

PREFETCH = 2_000
HEARTBEAT = 30
ANSWER_SECONDS = 10.0
CLOSE_SECONDS = 0.5
FIRST_SECONDS = 1.0
"""How long the message that was read last may take to come again, before it counts as gone."""

Arrived = Callable[[int, Message], None]
"""What is done with a message of the stream and its delivery tag."""


class StreamReader:
    """One consumer on the stream. Raises LogLost when the connection or the stream goes away."""

    def __init__(self, url: str, stream: str, after: int | None) -> None:
        self._stream = stream
        self._read: deque[tuple[int, Message]] = deque()
        self._failure: str | None = None
        self._stopped = False
        self._connection = pika.SelectConnection(
            parameters(url, HEARTBEAT),
            on_open_callback=self._stop,
            on_open_error_callback=lambda _, error: self._fail(f"no connection: {error}"),
            on_close_callback=lambda _, reason: self._fail(f"connection closed: {reason}"),
        )
        self._loop = self._connection.ioloop
        with self._or_lost():
            self._until(lambda: bool(self._connection.is_open))
            self._channel = self._begin(after)

    def batch(self, limit: int, timeout: float) -> list[Message]:
        with self._or_lost():
            deadline = time.monotonic() + timeout
            while not self._read and (left := deadline - time.monotonic()) > 0:
                self._turn(left)
            seen = -1
            while seen < len(self._read) < limit:
                seen = len(self._read)
                self._turn(0)
            batch = [self._read.popleft() for _ in range(min(limit, len(self._read)))]
            if batch:
                self._channel.basic_ack(batch[-1][0], multiple=True)
            return [message for _, message in batch]

    def close(self) -> None:
        """A broker that does not answer is not waited for. Closing twice is harmless."""
        with contextlib.suppress(Exception):
            deadline = time.monotonic() + CLOSE_SECONDS
            if self._connection.is_open:
                self._connection.close()
            while not self._connection.is_closed and time.monotonic() < deadline:
                self._wait(CLOSE_SECONDS)
        with contextlib.suppress(Exception):
            self._loop.close()

    @contextlib.contextmanager
    def _or_lost(self) -> Any:
        """Whatever pika, the socket or the broker have against it."""
        try:
            yield
        except Exception as error:
            self.close()
            if isinstance(error, LogLost):
                raise
            raise LogLost(f"{type(error).__name__}: {error}") from error

    def _begin(self, after: int | None) -> Any:
        """Read again the message at `after`, to see that it is there, and go on behind it.

        Asking for an offset beyond the end would deliver nothing, without an error: then the
        stream was made anew, or restored, and is read from its beginning.
        """

        def keep(tag: int, message: Message) -> None:
            self._read.append((tag, message))

        channel = self._consume("first" if after is None else after, keep)
        if after is None:
            return channel
        self._until(lambda: bool(self._read), FIRST_SECONDS, or_lost=False)
        if not self._read and self._ends_before(after):
            channel.close()
            return self._consume("first", keep)
        while self._read and (self._read[0][1].offset or 0) <= after:
            self._read.popleft()
        return channel

    def _ends_before(self, after: int) -> bool:
        """Whether the stream's last offset lies before `after`."""
        last = -1

        def look(_: int, message: Message) -> None:
            nonlocal last
            last = message.offset or 0

        channel = self._consume("last", look)
        self._until(lambda: last >= after, FIRST_SECONDS, or_lost=False)
        channel.close()
        return last < after

    def _consume(self, start: int | str, arrived: Arrived) -> Any:
        """A channel of its own on which messages arrive from `start` on."""
        consuming = False

        def on_consuming(_: Any) -> None:
            nonlocal consuming
            consuming = True
            self._stop()

        def on_message(_: Any, method: Any, properties: Any, body: bytes) -> None:
            arrived(method.delivery_tag, _as_message(properties, body))
            self._stop()

        channel = self._connection.channel(on_open_callback=self._stop)
        channel.add_on_close_callback(self._on_channel_closed)
        channel.add_on_cancel_callback(lambda _: self._fail("the stream is gone"))
        self._until(lambda: bool(channel.is_open))
        channel.basic_qos(prefetch_count=PREFETCH)
        where = {"x-stream-offset": start}
        channel.basic_consume(self._stream, on_message, arguments=where, callback=on_consuming)
        self._until(lambda: consuming)
        return channel

    def _until(
        self, is_so: Callable[[], bool], seconds: float = ANSWER_SECONDS, *, or_lost: bool = True
    ) -> None:
        deadline = time.monotonic() + seconds
        while not is_so() and (left := deadline - time.monotonic()) > 0:
            self._turn(left)
        if or_lost and not is_so():
            raise LogLost("the broker did not answer")

    def _turn(self, seconds: float) -> None:
        """Take what is there, or wait so long for the first of it. LogLost when it has failed."""
        self._wait(seconds)
        if self._failure is not None:
            raise LogLost(self._failure)

    def _wait(self, seconds: float) -> None:
        self._stopped = False
        timer = self._loop.call_later(seconds, self._stop)
        try:
            self._loop.start()
        finally:
            self._loop.remove_timeout(timer)

    def _stop(self, *_: object) -> None:
        """End the wait. Once is enough: each time costs a message to ourselves."""
        if not self._stopped:
            self._stopped = True
            self._loop.stop()

    def _on_channel_closed(self, _: Any, reason: Exception) -> None:
        if not isinstance(reason, pika.exceptions.ChannelClosedByClient):
            self._fail(f"channel closed: {reason}")

    def _fail(self, reason: str) -> None:
        self._failure = self._failure or reason
        self._stop()


def _as_message(properties: Any, body: bytes) -> Message:
    """What no relay sent may have any headers, or none: position 0 says so."""
    headers = properties.headers
    return Message(
        service=_text(headers.get("service")),
        position=_number(headers.get("position")),
        epoch=_number(headers.get("epoch")),
        type=_text(properties.type),
        office_id=_text(headers.get("office")),
        body=body,
        offset=headers["x-stream-offset"],
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
