"""What the services tell of themselves when the simulation has ended: figures, state, feeds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from pamong.demo.agency import Agency, AgencyHeard, heard
from pamong.demo.desk import Desk
from pamong.demo.learned import Learned
from pamong.demo.level import Watch
from pamong.demo.listed import MessagesListed, list_messages
from pamong.demo.own_cases import OwnCases
from pamong.demo.replay import Replay
from pamong.demo.signing_in import as_user
from pamong.demo.staff import Office, Staff
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
    where the log cannot be asked. `own_cases` is None where no agency was let in.
    """

    registry: Mapping[str, Mapping[str, int]]
    supervision: Mapping[str, Any]
    training: Mapping[str, Any]
    notifications: Mapping[str, Any]
    messages: MessagesListed
    agencies: Mapping[str, Any]
    statuses: Mapping[str, Any]
    feeds: Mapping[str, FeedTold]
    replay: Replay
    learned: Learned
    own_cases: OwnCases | None = None
    agency_heard: Sequence[AgencyHeard] = ()
    log: Mapping[str, tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Listening:
    """All that an event of the office is told to."""

    replay: Replay
    learned: Learned
    own_cases: OwnCases | None

    def hear(self, service: str, event: Mapping[str, Any]) -> None:
        kind = event["type"].removeprefix("pamong.").rpartition(".v")[0]
        body = msgspec.json.decode(event["body"], type=_Body)
        self.replay.hear(kind, body.data)
        self.learned.hear(kind, body.data)
        if self.own_cases is not None and service == "registry":
            self.own_cases.hear(kind, body.id, body.time, body.data)


def ask(
    office: Office,
    staff: Staff,
    log: Mapping[str, tuple[int, int]] | None,
    agency: Agency | None = None,
) -> Told:
    """Ask all services, and the agency with its own account. They must be level.

    What is told of persons is asked as the head of office.
    """
    services, head = office.services(), staff.one("head")
    token = office.sign_in(services)
    desk = Desk(services=services, token=token, office=office.code, story=Story())
    heads = replace(desk, token=as_user(services, head.username, head.password))
    listening = Listening(Replay(), Learned(), OwnCases.of(agency) if agency else None)
    return Told(
        registry=desk.get("registry", "/v1/figures"),
        supervision=desk.get("supervision", "/v1/figures"),
        training=desk.get("training", "/v1/figures"),
        notifications=desk.get("notifications", "/v1/figures"),
        messages=list_messages(heads),
        agencies=desk.get("agencies", "/v1/figures"),
        statuses=Watch(services, token).statuses(),
        feeds={name: _feed(desk, name, office.code, listening) for name in services.names},
        replay=listening.replay,
        learned=listening.learned,
        own_cases=listening.own_cases,
        agency_heard=heard(services, agency, office.code) if agency else (),
        log=log,
    )


class _Body(msgspec.Struct):
    id: str
    time: str
    data: msgspec.Raw


def _feed(desk: Desk, service: str, office: str, listening: Listening) -> FeedTold:
    told = FeedTold()
    for event in _events(desk, service):
        told.events += 1
        told.places.add(event["position"])
        told.highest = max(told.highest, event["position"])
        if event["office_id"] == office:
            listening.hear(service, event)
    return told


def _events(desk: Desk, service: str) -> Iterator[dict[str, Any]]:
    after = 0
    while page := desk.get(service, "/v1/events", after=after, limit=PAGE)["events"]:
        yield from page
        after = page[-1]["position"]
