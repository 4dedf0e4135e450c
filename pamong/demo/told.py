"""What the services tell of themselves when the simulation has ended: figures, state, feeds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from pamong.demo.desk import Desk
from pamong.demo.level import Watch
from pamong.demo.replay import Replay
from pamong.demo.staff import Office
from pamong.demo.story import Story

PAGE = 2_000


@dataclass(slots=True)
class FeedTold:
    """A service's published events: how many places, how many distinct, the highest."""

    events: int = 0
    highest: int = 0
    places: set[int] = field(default_factory=set)

    @property
    def distinct(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that a reconciliation needs to be told.

    `log`: for each service (how many of its events the log holds, the highest position), None
    where the log cannot be asked.
    """

    registry: Mapping[str, Mapping[str, int]]
    supervision: Mapping[str, Any]
    statuses: Mapping[str, Any]
    feeds: Mapping[str, FeedTold]
    replay: Replay
    log: Mapping[str, tuple[int, int]] | None = None


def ask(office: Office, log: Mapping[str, tuple[int, int]] | None) -> Told:
    """Ask all services. They must be level."""
    services = office.services()
    token = office.sign_in(services)
    desk = Desk(services=services, token=token, office=office.code, story=Story())
    replay = Replay()
    return Told(
        registry=desk.get("registry", "/v1/figures"),
        supervision=desk.get("supervision", "/v1/figures"),
        statuses=Watch(services, token).statuses(),
        feeds={name: _feed(desk, name, office.code, replay) for name in services.names},
        replay=replay,
        log=log,
    )


class _Body(msgspec.Struct):
    data: msgspec.Raw


def _feed(desk: Desk, service: str, office: str, replay: Replay) -> FeedTold:
    told = FeedTold()
    for event in _events(desk, service):
        told.events += 1
        told.places.add(event["position"])
        told.highest = max(told.highest, event["position"])
        if event["office_id"] == office:
            kind = event["type"].removeprefix("pamong.").rpartition(".v")[0]
            replay.hear(kind, msgspec.json.decode(event["body"], type=_Body).data)
    return told


def _events(desk: Desk, service: str) -> Iterator[dict[str, Any]]:
    after = 0
    while page := desk.get(service, "/v1/events", after=after, limit=PAGE)["events"]:
        yield from page
        after = page[-1]["position"]
