"""When the clock may be moved: once every service has done and heard everything up to now."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pamong.demo.asking import Request, Services
from pamong.demo.signing_in import SignIn

FIRST_WAIT, LONGEST_WAIT = 0.004, 0.03
PATIENCE = 180.0
PARKED = "events are parked"

Statuses = Mapping[str, Mapping[str, Any]]


class NotLevel(Exception):
    """The services do not come to rest; the message says what is behind."""


def behind(statuses: Statuses, day: date) -> dict[str, list[str]]:
    """What each service has still to do at `day`, in words; nothing of one that is level."""
    heads = {name: status["head"]["position"] for name, status in statuses.items()}
    found = {name: list(_of(status, heads, day)) for name, status in statuses.items()}
    return {name: each for name, each in found.items() if each}


def _of(status: Mapping[str, Any], heads: Mapping[str, int], day: date) -> Iterator[str]:
    head, follower = status["head"], status["follower"]
    if status["outbox"]:
        yield f"{status['outbox']} outbox entries wait"
    if head["settled"] != head["position"]:
        yield f"the log has {head['settled']} of {head['position']} events"
    for source, position in heads.items():
        place = follower["places"].get(source, {"position": 0})["position"]
        if place != position:
            yield f"has read {place} of {position} events of {source}"
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


def already_past(statuses: Statuses, day: date) -> list[str]:
    """Services whose daily jobs were run for days after `day`: they will never be run for it."""
    return [
        name
        for name, status in statuses.items()
        if any(through and through > day.isoformat() for through in status["jobs"].values())
    ]


class Watch:
    """Looks at the services' state, as a service that may."""

    def __init__(self, services: Services, token: SignIn) -> None:
        self._services = services
        self._token = token

    def statuses(self) -> dict[str, Any]:
        return {name: self.status(name) for name in self._services.names}

    def status(self, service: str) -> Any:
        return self._services.ask(
            Request(method="GET", service=service, path="/v1/status", token=self._token)
        )

    def wait(self, day: date) -> None:
        """Until all are level at `day`. NotLevel after a while, or at once for a parked event.

        Level is what one look at all of them shows, taken after each seemed so.
        """
        deadline, wait = time.monotonic() + PATIENCE, FIRST_WAIT
        while late := behind(self.statuses(), day):
            said = "; ".join(f"{name}: {', '.join(each)}" for name, each in late.items())
            if time.monotonic() > deadline or PARKED in said:
                raise NotLevel(said)
            if self._services.stopping.wait(wait):
                raise KeyboardInterrupt
            wait = min(LONGEST_WAIT, wait * 1.5)
