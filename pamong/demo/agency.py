"""Another agency that is told of its own cases, and what it says it heard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pamong.demo.asking import Request, Services, query
from pamong.demo.signing_in import SignIn, as_service

PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """What it reads with, since when, and whose cases are its own."""

    client_id: str
    client_secret: str = field(repr=False)
    prosecutor: str
    since: datetime

    def sign_in(self, services: Services) -> SignIn:
        return as_service(services, self.client_id, self.client_secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyHeard:
    """An event as the agency has it; `number` is its place among those of the agency."""

    id: str
    number: int
    kind: str
    order_id: str


def heard(services: Services, agency: Agency, office: str) -> list[AgencyHeard]:
    """All that the agency was told, asked with its own token, in the order of its numbers."""
    return list(_heard(services, agency.sign_in(services), office))


def _heard(services: Services, token: SignIn, office: str) -> Iterator[AgencyHeard]:
    after: int | None = 0
    while after is not None:
        path = query("/v1/my/events", after=after, limit=PAGE)
        asked = Request(method="GET", service="agencies", path=path, token=token, office=office)
        page = services.ask(asked)
        yield from map(_read, page["items"])
        after = page["next"]


def _read(event: dict[str, Any]) -> AgencyHeard:
    return AgencyHeard(
        id=event["id"],
        number=event["subscriptionsequence"],
        kind=event["type"].removeprefix("pamong.").rpartition(".v")[0],
        order_id=event["data"]["order_id"],
    )
