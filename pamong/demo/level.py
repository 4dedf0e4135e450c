"""When the clock may be moved: once every service has done and heard everything up to now."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pamong.demo.asking import Request, Services
from pamong.demo.signing_in import SignIn

FIRST_WAIT, LONGEST_WAIT = 0.01, 0.25
FIRST_LOOK, NEXT_LOOK = 0.6, 0.25
"""Shares of the usual time, and of the time waited so far, after which to look."""
PATIENCE = 180.0
PARKED = "events are parked"

NOTHING: Mapping[str, Any] = {"held": 0, "parked": 0, "filling": []}
"""What is open of a service that follows nothing."""

Statuses = Mapping[str, Mapping[str, Any]]


class NotLevel(Exception):
    """The services do not come to rest; the message says what is behind."""


LEARNING = 0.3
"""How much the last time counts towards the usual one."""


def behind(statuses: Statuses, day: date) -> dict[str, list[str]]:
    """What each service has still to do at `day`, in words; nothing of one that is level."""
    heads = {name: status["head"]["position"] for name, status in statuses.items()}
    found = {
        name: [*at_work(status, day), *_unread(status, heads)] for name, status in statuses.items()
    }
    return {name: each for name, each in found.items() if each}


def at_work(status: Mapping[str, Any], day: date) -> list[str]:
    """What a service has still to do by itself, whatever the others do."""
    return list(_at_work(status, day))


def _at_work(status: Mapping[str, Any], day: date) -> Iterator[str]:
    follower = status["follower"] or NOTHING
    if status["outbox"]:
        yield f"{status['outbox']} outbox entries wait"
    if follower["held"]:
        yield f"{follower['held']} events are held"
    if follower["parked"]:
        yield f"{follower['parked']} {PARKED}"
    if follower["filling"]:
        yield f"is filling from {', '.join(follower['filling'])}"
    if status["today"] != day.isoformat():
        yield f"its clock shows {status['today']}"
    for job, through in status["jobs"].items():
        if through is None or through < day.isoformat():
            yield f"job {job} was run through {through}"


def _unread(status: Mapping[str, Any], heads: Mapping[str, int]) -> Iterator[str]:
    if status["follower"] is None:
        return
    places = status["follower"]["places"]
    for source, position in heads.items():
        place = places.get(source, {"position": 0})["position"]
        if place != position:
            yield f"has read {place} of {position} events of {source}"


def already_past(statuses: Statuses, day: date) -> list[str]:
    """Services whose daily jobs were run for days after `day`: they will never be run for it."""
    return [
        name
        for name, status in statuses.items()
        if any(through and through > day.isoformat() for through in status["jobs"].values())
    ]


class Watch:
    """Looks at the services' state, as whoever operates them."""

    def __init__(self, services: Services, token: SignIn) -> None:
        self._services = services
        self._token = token
        self._busiest_first = list(services.names)
        self._usual: dict[str, float] = {}

    def statuses(self) -> dict[str, Any]:
        return {name: self.status(name) for name in self._services.names}

    def status(self, service: str) -> Any:
        return self._services.ask(
            Request(method="GET", service=service, path="/v1/status", token=self._token)
        )

    def wait(self, day: date, after: str) -> None:
        """Until all are level at `day`. NotLevel after a while, or at once for a parked event.

        Level is what one look at all of them shows. How long that takes `after` something is
        remembered: a look costs the services more than a little patience.
        """
        began = time.monotonic()
        wait = self._usual.get(after, 0.0) * FIRST_LOOK
        while True:
            if self._services.stopping.wait(wait):
                raise KeyboardInterrupt
            late = self._look(day)
            took = time.monotonic() - began
            if not late:
                usual = self._usual.get(after, took)
                self._usual[after] = usual + (took - usual) * LEARNING
                return
            said = "; ".join(f"{name}: {', '.join(each)}" for name, each in late.items())
            if took > PATIENCE or PARKED in said:
                raise NotLevel(said)
            wait = min(LONGEST_WAIT, FIRST_WAIT + took * NEXT_LOOK)

    def _look(self, day: date) -> dict[str, list[str]]:
        """Who is late. It ends at the first who is at work: the others need not be asked."""
        statuses: dict[str, Any] = {}
        for name in self._busiest_first:
            statuses[name] = self.status(name)
            if late := at_work(statuses[name], day):
                self._busiest_first.remove(name)
                self._busiest_first.insert(0, name)
                return {name: late}
        return behind(statuses, day)
