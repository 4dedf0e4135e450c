"""What happened to a thing, step by step: who did it, when, and why."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something is done (UTC), and by whom: a user's id, or the service's name."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A state was reached. `why` is a code or a reason in writing, where the step has one."""

    to: str
    at: datetime
    by: str
    why: str | None = None


def step(to: str, moment: Moment, why: str | None = None) -> Step:
    return Step(to=to, at=moment.at, by=moment.by, why=why)
