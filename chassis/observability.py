"""What operators see: structured logs without personal data, metrics, trace context."""

import logging
import re
import secrets
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from prometheus_client import Counter, Gauge, Histogram

TRANSACTION_RETRIES = Counter("pamong_transaction_retries", "Transactions that were run again")
OUTBOX_PENDING = Gauge("pamong_outbox_pending", "Outbox entries not yet numbered", ["service"])
PUBLISHED = Counter("pamong_events_published", "Events confirmed by the log", ["service"])
APPLIED = Counter("pamong_events_applied", "Events with their effects committed", ["service"])
HELD = Gauge("pamong_events_held", "Events held back, to be tried again", ["service"])
PARKED = Gauge("pamong_events_parked", "Events that wait for a person's decision", ["service"])
READ = Gauge("pamong_follower_events", "What became of the events read", ["service", "outcome"])
PLACES = Gauge("pamong_follower_position", "Position passed of another's events", ["service", "of"])
HEAD = Gauge(
    "pamong_events_position", "Events numbered, and confirmed by the log", ["service", "to"]
)
REQUESTS = Histogram("pamong_request_seconds", "HTTP requests", ["service", "route", "status"])

PERSONAL = frozenset(
    {"name", "alias", "nik", "phone", "phones", "address", "birth_date", "birth_place", "offence"}
    | {"password", "token", "authorization", "guarantor", "note", "material", "advice", "identity"}
)
REDACTED = "[redacted]"
PLAIN = (str, int, float, bool, type(None), UUID, date, Decimal)
FRAMES = 20


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Take personal data out of a log line, at any depth, by the names of its fields.

    Of an object whose fields nobody named here, only its kind is told.
    """
    return {name: _redacted(name, value) for name, value in event.items()}


def _redacted(name: object, value: Any) -> Any:
    if _is_personal(str(name).lower()):
        return REDACTED
    if isinstance(value, Mapping):
        return {key: _redacted(key, each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted("", each) for each in value]
    return value if isinstance(value, PLAIN) else f"<{type(value).__name__}>"


def _is_personal(name: str) -> bool:
    """Also as a part of a longer name: `person_name`, `nik_last4`, `guarantor-phone`."""
    return name in PERSONAL or bool(PERSONAL & set(re.split(r"[_\W]+", name)))


def locate(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """An error as its kind and place; its text may have personal data in it."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = kind_of(error)
        event["stack"] = stack_of(error)
    return event


def kind_of(error: BaseException) -> str:
    """Its class, and those of what it came from."""
    cause = error.__cause__ or error.__context__
    own = type(error).__name__
    return f"{own} from {kind_of(cause)}" if cause is not None else own


def stack_of(error: BaseException) -> list[str]:
    """Where, innermost last; not with which values."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{Path(each.filename).name}:{each.lineno} in {each.name}" for each in frames]


def set_up_logging(level: str = "INFO") -> None:
    """JSON lines on standard error, with the request's context, redacted."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            locate,
            redact,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


log = structlog.get_logger()
TRACE = re.compile(r"[0-9a-f]{2}-(?P<trace>(?!0{32})[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def child_of(traceparent: str | None) -> str:
    """A W3C trace context that continues `traceparent`, or begins a new trace."""
    parts = TRACE.fullmatch(traceparent or "")
    trace = parts["trace"] if parts else secrets.token_hex(16)
    return f"00-{trace}-{secrets.token_hex(8)}-01"
