"""Publishing with pipelined confirms: pika's SelectConnection on a thread of its own.

The thread keeps heartbeats going while nobody publishes. A batch is confirmed as a whole or not
at all: any return, refusal, closed channel or silence fails it, and the connection with it, so
that no late confirm can be taken for another batch's.
"""

import contextlib
import threading
from collections.abc import Callable, Sequence
from typing import Any

import pika

from chassis.envelope import CONTENT_TYPE, PREFIX
from chassis.log import Message, NotConfirmed
from chassis.log.connections import parameters

CONNECT_SECONDS = 15.0
CONFIRM_SECONDS = 30.0
CLOSE_SECONDS = 2.0
HEARTBEAT = 30
PERSISTENT = 2


class Publisher:
    """One connection, from its opening until the first failure. Used by one thread at a time."""

    def __init__(
        self, url: str, exchange: str, *, confirm_seconds: float = CONFIRM_SECONDS
    ) -> None:
        self._exchange = exchange
        self._patience = confirm_seconds
        self._opened = threading.Event()
        self._settled = threading.Event()
        self._failure: str | None = None
        self._ended = False
        self._channel: Any = None
        self._tags = 0
        self._unconfirmed: set[int] = set()
        self._connection = pika.SelectConnection(
            parameters(url, HEARTBEAT),
            on_open_callback=lambda c: c.channel(on_open_callback=self._on_channel),
            on_open_error_callback=lambda _, error: self._fail(f"no connection: {error}"),
            on_close_callback=self._on_closed,
        )
        self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
        self._thread.start()
        if not self._opened.wait(CONNECT_SECONDS):
            self._fail("the broker did not answer")
        if self._failure:
            self.close()
            raise NotConfirmed(self._failure)

    @property
    def is_open(self) -> bool:
        return self._failure is None

    def publish(self, messages: Sequence[Message]) -> None:
        """Append in order; returns when all are confirmed, else raises NotConfirmed."""
        self._settled.clear()
        if self._failure is None:
            self._on_thread(lambda: self._send(messages))
            if not self._settled.wait(self._patience):
                self._fail("no confirm in time")
        if self._failure:
            self.close()
            raise NotConfirmed(self._failure)

    def close(self) -> None:
        """End the connection and its thread. Closing twice is harmless."""
        self._fail("closed")
        self._on_thread(self._end)
        self._thread.join(CLOSE_SECONDS)
        if self._thread.is_alive():  # the broker does not answer that either
            self._on_thread(self._stop)
            self._thread.join(CLOSE_SECONDS)

    def _on_thread(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(Exception):  # its loop has ended, as `_failure` tells
            self._connection.ioloop.add_callback_threadsafe(call)

    def _run(self) -> None:
        """Until the connection is closed, whatever a callback raises."""
        loop = self._connection.ioloop
        while not self._ended:
            try:
                loop.start()
            except Exception as error:  # pika's own, the socket's, or a mistake in a callback
                self._fail(f"{type(error).__name__}: {error}")
                with contextlib.suppress(Exception):
                    self._end()
        loop.close()

    def _end(self) -> None:
        if self._connection.is_open:
            self._connection.close()  # and then `_on_closed`
        elif not self._connection.is_closing:
            self._stop()

    def _stop(self) -> None:
        self._ended = True
        self._connection.ioloop.stop()

    def _on_closed(self, _: Any, reason: object) -> None:
        self._fail(f"connection closed: {reason}")
        self._stop()

    def _on_channel(self, channel: Any) -> None:
        self._channel = channel
        channel.add_on_close_callback(lambda _, reason: self._fail(f"channel closed: {reason}"))
        channel.add_on_return_callback(lambda *_: self._fail("an event was returned: no stream"))
        channel.confirm_delivery(self._on_confirm, callback=lambda _: self._opened.set())

    def _send(self, messages: Sequence[Message]) -> None:
        if self._failure:
            return
        self._unconfirmed = set(range(self._tags + 1, self._tags + 1 + len(messages)))
        self._tags += len(messages)
        for message in messages:
            self._channel.basic_publish(
                self._exchange,
                _routing_key(message),
                message.body,
                pika.BasicProperties(
                    content_type=CONTENT_TYPE,
                    delivery_mode=PERSISTENT,
                    type=message.type,
                    headers=_headers(message),
                ),
                mandatory=True,
            )

    def _on_confirm(self, frame: Any) -> None:
        """Confirms come one by one or one for many, and not always in order."""
        method = frame.method
        if isinstance(method, pika.spec.Basic.Nack):
            self._fail("the broker refused an event")
        elif method.multiple:
            self._unconfirmed = {tag for tag in self._unconfirmed if tag > method.delivery_tag}
        else:
            self._unconfirmed.discard(method.delivery_tag)
        if not self._unconfirmed:
            self._settled.set()

    def _fail(self, reason: str) -> None:
        self._failure = self._failure or reason
        self._opened.set()
        self._settled.set()


def _routing_key(message: Message) -> str:
    kind = message.type.removeprefix(PREFIX).rsplit(".", 1)[0]
    return f"{kind}.{message.office_id}"


def _headers(message: Message) -> dict[str, Any]:
    """What a follower must know of an event, beside its type, to skip it, or if it is none."""
    return {
        "service": message.service,
        "position": message.position,
        "epoch": message.epoch,
        "office": message.office_id,
    }
