"""The words of an enrolment: its states, who asks, why a place is lost, what is kept beside it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from training.domain.follow_up import IncomeBand


class State(StrEnum):
    REQUESTED = "requested"
    SCREENED = "screened"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ATTENDING = "attending"
    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    DROPPED = "dropped"
    CERTIFIED = "certified"


HAS_PLACE = frozenset({State.ACCEPTED, State.ATTENDING})
IS_OPEN = HAS_PLACE | {State.WAITLISTED}
SUCCEEDED = frozenset({State.COMPLETED, State.CERTIFIED})


class Requester(StrEnum):
    """Who asked; clients and guarantors by way of an officer."""

    CLIENT = "client"
    OFFICER = "officer"
    GUARANTOR = "guarantor"


class Dropped(StrEnum):
    """Why a place is lost."""

    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ENDED = "ended"
    PROGRAMME_CANCELLED = "programme_cancelled"
    EXPIRED = "expired"
    NO_SHOW = "no_show"
    ILL = "ill"
    TRANSFERRED = "transferred"
    OTHER = "other"


PLACE_FREED = "place_freed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What may say something of a person's life, kept sealed: reasons, failed checks, income."""

    about: str
    session_id: UUID | None = None
    text: str = ""
    failed_checks: tuple[str, ...] = ()
    income: IncomeBand | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.text.strip() or self.failed_checks or self.income)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    number: str
    on: date
