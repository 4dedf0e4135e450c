"""Ways to the broker: kombu's for asking and declaring, pika's for what goes fast."""

import contextlib
from urllib.parse import quote, unquote, urlsplit

import pika
from kombu import Connection

from chassis.log import LogLost

CONNECT_SECONDS = 5
BLOCKED_SECONDS = 30.0


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


def parameters(url: str, heartbeat: int) -> pika.URLParameters:
    """`…//` names the virtual host `/`, as kombu reads it; pika would read an empty name."""
    parts = urlsplit(url)
    host = quote(unquote(parts.path[1:]) or "/", safe="")
    parameters = pika.URLParameters(parts._replace(path=f"/{host}").geturl())
    parameters.heartbeat = heartbeat
    parameters.blocked_connection_timeout = BLOCKED_SECONDS
    return parameters
