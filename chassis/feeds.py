"""Other services' feeds: what they have numbered, asked by HTTP when the log lacks it."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from chassis.log import Message
from chassis.outbox import Head
from chassis.peers import SECONDS, PeerAway, PeerRefused, Peers

PAGE = 500
HEAD_SECONDS = 2.0
"""Whoever follows waits meanwhile, with everybody else's events: a page may take longer than the
head, so that a source that is slow is filled all the same."""


class FeedAway(Exception):
    """The service that owns the events does not answer; what is missing stays missing for now."""


class Feeds(Protocol):
    """The feeds of all services that may be followed."""

    def services(self) -> list[str]: ...

    def head(self, service: str) -> Head:
        """How far it has numbered. Raises FeedAway."""

    def between(self, service: str, after: int, until: int) -> Iterator[Message]:
        """Positions (after, until], in order, without a hole. Raises FeedAway when it has one."""


class HttpFeeds:
    """Feeds at `/v1/events` of each service, read with a service's own token."""

    def __init__(self, peers: Peers) -> None:
        self._peers = peers

    def services(self) -> list[str]:
        return list(self._peers.addresses)

    def head(self, service: str) -> Head:
        return Head(**self._get(service, "/v1/events/head", {}, HEAD_SECONDS))

    def between(self, service: str, after: int, until: int) -> Iterator[Message]:
        while after < until:
            page = self._get(service, "/v1/events", {"after": after, "limit": PAGE})["events"]
            for each in page:
                message = Message(service=service, **{**each, "body": each["body"].encode()})
                if message.position > until:
                    return
                if message.position != after + 1:
                    raise FeedAway(f"{service} no longer has the event after {after}")
                yield message
                after = message.position
            if not page:
                raise FeedAway(f"{service} has nothing after {after}, though it numbered {until}")

    def _get(
        self, service: str, path: str, query: Mapping[str, int], seconds: float = SECONDS
    ) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self._peers.get(service, path, query, seconds=seconds)
        except (PeerAway, PeerRefused) as error:
            raise FeedAway(str(error)) from error
        return found
