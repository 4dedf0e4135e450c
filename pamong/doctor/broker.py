"""The broker: it lets us in, and exchange, stream and binding are there. Nothing is made."""

from collections.abc import Iterator, Sequence
from typing import Any

import requests
from amqp.exceptions import ChannelError  # type: ignore[import-untyped]

from chassis.log import LogLost
from chassis.log.connections import connected
from chassis.log.rabbitmq import EXCHANGE, STREAM
from pamong.doctor.findings import Finding, good, note, wrong

SECONDS = 10.0
BINDINGS = f"/api/bindings/%2F/e/{EXCHANGE}/q/{STREAM}"


def broker(url: str | None, admin_url: str | None) -> Iterator[Finding]:
    if url is None:
        yield note("broker.not_here")
        return
    try:
        connection = connected(url)
    except LogLost as error:
        yield wrong("broker.silent", why=str(error).partition(":")[0])
        return
    try:
        yield good("broker.answers")
        yield _exchange(connection)
        yield _stream(connection)
    finally:
        connection.collect()
    yield note("binding.unseen") if admin_url is None else binding(admin_url)


def _exchange(connection: Any) -> Finding:
    try:
        connection.channel().exchange_declare(EXCHANGE, "topic", passive=True)
    except ChannelError as error:
        return wrong("exchange.missing", name=EXCHANGE, why=type(error).__name__)
    return good("exchange.there", name=EXCHANGE)


def _stream(connection: Any) -> Finding:
    try:
        connection.channel().queue_declare(STREAM, passive=True)
    except ChannelError as error:
        return wrong("stream.missing", name=STREAM, why=type(error).__name__)
    return good("stream.there", name=STREAM)


def binding(admin_url: str) -> Finding:
    """AMQP has no question for it: the management API is asked."""
    try:
        answer = requests.get(admin_url.rstrip("/") + BINDINGS, timeout=SECONDS)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as error:
        return wrong("binding.unanswered", why=type(error).__name__)
    return bound(told)


def bound(bindings: Sequence[dict[str, Any]]) -> Finding:
    """Whether one of them carries every event to the stream."""
    facts = {"exchange": EXCHANGE, "stream": STREAM}
    whole = any(each.get("routing_key") == "#" for each in bindings)
    return good("binding.there", **facts) if whole else wrong("binding.missing", **facts)
