"""What comes of asking a service: an answer, a refusal in words, or nothing at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the service said. `event` names the event to wait for to see this change elsewhere."""

    body: Any
    version: str | None = None
    event: str | None = None


class Away(Exception):
    """The service does not answer, or cannot now."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


class SignedOut(Exception):
    """The user's token is not good any more."""


class Refusal(Exception):
    """The service says no. `detail` is for the user; `errors` tells each field at fault.

    `seconds`: how long to wait before asking again, where the service says so.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Mapping[str, str] | None = None,
        seconds: str = "",
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors or {}
        self.seconds = seconds

    @property
    def is_stale(self) -> bool:
        """Somebody else changed the thing since the user saw it."""
        return self.status == 412


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a page: what a service answered, or why the page does without it.

    `away` names the service that does not answer; `refused` is its refusal in words.
    """

    value: Any = None
    version: str | None = None
    away: str | None = None
    refused: str | None = None
    code: str | None = None

    @property
    def is_there(self) -> bool:
        return self.away is None and self.refused is None

    @property
    def items(self) -> list[Any]:
        """The rows of a list; none where the list is missing."""
        found = self.value.get("items", []) if isinstance(self.value, dict) else self.value
        return list(found or [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """In whose name a service is asked. `awaited`: events whose effects must be seen."""

    token: str | None = None
    office: str | None = None
    language: str = "id"
    awaited: Mapping[str, str] = field(default_factory=dict)

    def headers(self, service: str) -> dict[str, str]:
        """The headers of a request to `service`; a service need not wait for its own events."""
        headers = {"Accept-Language": self.language, "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.office:
            headers["Pamong-Office"] = self.office
        foreign = [event for source, event in self.awaited.items() if source != service]
        if foreign and service not in NEVER_LATE:
            headers["Pamong-Wait-For"] = foreign[-1]
        return headers


NEVER_LATE = frozenset({"identity"})
"""Services that follow nobody: there is nothing of others to wait for."""
