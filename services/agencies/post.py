"""Letters put into queues by their names, many at once, each confirmed or known not to be.

A queue that is gone sends its letters back; one that has lost its majority says nothing. Either
way the others get theirs.
"""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kombu import Connection

from chassis.envelope import CONTENT_TYPE
from chassis.log import LogLost, NotConfirmed
from chassis.log.connections import connected

CONFIRM_SECONDS = 5.0
PERSISTENT = 2


@dataclass(frozen=True, slots=True)
class Letter:
    queue: str
    body: bytes


class Post:
    """One connection to the broker, for one turn of sending; a context manager."""

    def __init__(self, url: str, *, confirm_seconds: float = CONFIRM_SECONDS) -> None:
        self._patience = confirm_seconds
        self._tags = 0
        self._waiting: dict[int, str] = {}
        self._refused: set[str] = set()
        try:
            self._connection: Connection = connected(url)
            self._channel: Any = self._connection.channel()
            self._listen()
        except LogLost as error:
            raise NotConfirmed(str(error)) from error

    def send(self, letters: Sequence[Letter]) -> frozenset[str]:
        """The queues that did not take all that was for them; every other one has it all.

        Raises NotConfirmed when the connection broke: then nothing is known of any.
        """
        self._refused.clear()
        self._waiting.clear()
        try:
            for each in letters:
                self._publish(each)
            self._await_confirms()
        except Exception as error:  # amqp and the socket each have their own
            raise NotConfirmed(f"{type(error).__name__}: {error}") from error
        return frozenset(self._refused | set(self._waiting.values()))

    def close(self) -> None:
        """Without a word to the broker, which may be what does not answer."""
        with contextlib.suppress(Exception):
            self._connection.collect()

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listen(self) -> None:
        events = self._channel.events
        events["basic_return"].add(lambda _error, _exchange, key, _body: self._refused.add(key))
        events["basic_ack"].add(self._settle)
        events["basic_nack"].add(self._refuse)
        self._channel.confirm_select()

    def _publish(self, letter: Letter) -> None:
        message = self._channel.prepare_message(
            letter.body,
            content_type=CONTENT_TYPE,
            properties={"delivery_mode": PERSISTENT},
        )
        self._tags += 1
        self._waiting[self._tags] = letter.queue
        self._channel.basic_publish(message, exchange="", routing_key=letter.queue, mandatory=True)

    def _await_confirms(self) -> None:
        deadline = time.monotonic() + self._patience
        while self._waiting and (left := deadline - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                self._connection.drain_events(timeout=left)

    def _settle(self, tag: int, multiple: bool) -> None:
        for each in [n for n in self._waiting if n == tag or (multiple and n < tag)]:
            del self._waiting[each]

    def _refuse(self, tag: int, multiple: bool) -> None:
        named = [n for n in self._waiting if n == tag or (multiple and n < tag)]
        self._refused.update(self._waiting[each] for each in named)
        self._settle(tag, multiple)
