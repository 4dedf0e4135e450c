"""Pamong itself as a source: the agency's queue, and HTTP for all that the queue cannot give."""

import json
import logging
import ssl
from collections.abc import Generator, Iterator, Mapping
from functools import partial
from threading import Event as Signal
from typing import Any

import pika
from pika.exceptions import AMQPError

from pamong_subscriber.credentials import Credentials
from pamong_subscriber.http import Asking
from pamong_subscriber.source import Arrival

PREFETCH = 50
TICK_SECONDS = 1.0
ASK_SECONDS = 10.0
"""How often Pamong is asked while no queue is read."""
log = logging.getLogger("pamong_subscriber")


class PamongSource:
    """What the credentials open. The queue is read where there is one and it answers."""

    def __init__(
        self, credentials: Credentials, *, ca: str | None = None, ask_seconds: float = ASK_SECONDS
    ) -> None:
        self._credentials = credentials
        self._ca = ca
        self._ask_seconds = ask_seconds
        self._asking = Asking(credentials, ca)

    @property
    def subscription(self) -> str:
        return self._credentials.subscription

    def replay(self, after: int) -> Iterator[object]:
        return self._asking.events(after)

    def detail(self, url: str) -> Mapping[str, Any]:
        return self._asking.detail(url)

    def arrivals(self, stop: Signal) -> Generator[Arrival | None, None, None]:
        """From the queue; while that cannot be read, None now and then: ask for what is there."""
        while not stop.is_set():
            if self._credentials.broker_url and self._credentials.queue:
                try:
                    yield from self._from_queue(stop)
                except (AMQPError, OSError) as error:
                    log.warning("queue cannot be read now: %s", type(error).__name__)
            if stop.is_set():
                return
            yield None
            stop.wait(self._ask_seconds)

    def _from_queue(self, stop: Signal) -> Generator[Arrival | None, None, None]:
        connection = pika.BlockingConnection(self._parameters())
        try:
            channel = connection.channel()
            channel.basic_qos(prefetch_count=PREFETCH)
            arriving = channel.consume(self._credentials.queue, inactivity_timeout=TICK_SECONDS)
            for method, _, body in arriving:
                if stop.is_set():
                    return
                if method is not None:
                    yield Arrival(_decoded(body), partial(channel.basic_ack, method.delivery_tag))
        finally:
            if connection.is_open:
                connection.close()

    def _parameters(self) -> pika.URLParameters:
        parameters = pika.URLParameters(self._credentials.broker_url)
        if parameters.ssl_options is not None:
            context = ssl.create_default_context(cafile=self._ca)
            parameters.ssl_options = pika.SSLOptions(context, parameters.host)
        return parameters


def _decoded(body: bytes) -> object:
    """None for what is no JSON: that it is no event is said where events are read."""
    try:
        return json.loads(body)
    except ValueError:
        return None
