"""What operators see: structured logs without personal data, metrics, trace context."""

import logging
import secrets
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from prometheus_client import Counter, Gauge, Histogram

TRANSACTION_RETRIES = Counter("pamong_transaction_retries", "Transactions that were run again")
OUTBOX_PENDING = Gauge("pamong_outbox_pending", "Outbox entries not yet numbered", ["service"])
PUBLISHED = Counter("pamong_events_published", "Events confirmed by the log", ["service"])
APPLIED = Counter("pamong_events_applied", "Events with their effects committed", ["service"])
HELD = Gauge("pamong_events_held", "Events held back, to be tried again", ["service"])
PARKED = Gauge("pamong_events_parked", "Events that wait for a person's decision", ["service"])
REQUESTS = Histogram("pamong_request_seconds", "HTTP requests", ["service", "route", "status"])

PERSONAL = frozenset(
    {"name", "alias", "nik", "phone", "phones", "address", "birth_date", "birth_place", "offence"}
    | {"password", "token", "authorization", "guarantor", "note", "material", "advice", "identity"}
)
REDACTED = "[redacted]"


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Take personal data out of a log line, at any depth, by the names of its fields."""
    cleaned: Mapping[str, Any] = _redacted(dict(event))
    return cleaned


def _redacted(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: REDACTED if k in PERSONAL else _redacted(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(each) for each in value]
    return value


def set_up_logging(level: str = "INFO") -> None:
    """JSON lines on standard error, with the request's context, redacted."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


log = structlog.get_logger()


def child_of(traceparent: str | None) -> str:
    """A W3C trace context that continues `traceparent`, or begins a new trace."""
    parts = (traceparent or "").split("-")
    trace = parts[1] if len(parts) == 4 and len(parts[1]) == 32 else secrets.token_hex(16)
    return f"00-{trace}-{secrets.token_hex(8)}-01"
