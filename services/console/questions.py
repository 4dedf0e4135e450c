"""What a page asks of the services."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a page wants to know of a service."""

    service: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(service: str, path: str, *, reason: str | None = None, **query: Any) -> Question:
    """A question; `reason` is why a protected person's file is read."""
    headers = {"Pamong-Reason": header_text(reason)} if reason else {}
    known = {name: each for name, each in query.items() if each not in (None, "")}
    return Question(service=service, path=path, query=known, headers=headers)


def header_text(text: str) -> str:
    """Free text as an HTTP header can carry it: one line, Latin letters."""
    plain = unicodedata.normalize("NFKD", " ".join(text.split()))
    return plain.encode("latin-1", "ignore").decode("latin-1")
