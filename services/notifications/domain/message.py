"""A message: one thing to be told to one person, and what came of it (R35).

    queued -> sending -> sent -> delivered | failed
       |         '-> retrying -> sending         the same way, after a wait
       |         '-> queued                      another way
       |         '-> failed | opted_out | unknown
       '-> to_call -> delivered | failed         an officer rings
       '-> cancelled | failed

`due` and `expires` go by the domain's clock; `retry_at` and `claimed_at` by the system's.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from notifications import events
from notifications.domain.policies import Policy
from notifications.domain.reach import Channel, Route, To, Way
from notifications.domain.reminder import Subject
from notifications.domain.wording import Language, Wording

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
Told = tuple[events.MessageDelivered | events.MessageFailed, ...]


class State(StrEnum):
    QUEUED = "queued"
    RETRYING = "retrying"
    SENDING = "sending"
    TO_CALL = "to_call"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    OPTED_OUT = "opted_out"
    UNKNOWN = "unknown"


OPEN = (State.QUEUED, State.RETRYING, State.TO_CALL)
NOT_BEGUN = frozenset({State.QUEUED, State.RETRYING})
BEGUN = frozenset({State.SENDING, State.UNKNOWN})
"""`unknown` too: a sender that was only slow still says what became of it."""
LEFT_THE_HOUSE = frozenset({State.SENDING, State.SENT, State.UNKNOWN, State.FAILED})
"""States in which a carrier's report can still tell more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When (domain's clock) it came to this state, `why` as a code, `by` a user where one did."""

    at: datetime
    state: State
    why: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """For a client (`person_id`), whom the guarantor may stand in for; or for a user of the
    office. `is_copy`: for the guarantor beside the client. `facts` fill the template. `item_id`:
    the item of an officer's inbox, where an officer rings."""

    id: UUID
    office_id: str
    version: int = 0
    subject: Subject
    subject_id: UUID
    template: str
    due: datetime
    expires: datetime
    order_id: UUID | None = None
    person_id: UUID | None = None
    user_id: UUID | None = None
    is_copy: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    state: State = State.QUEUED
    way: Way | None = None
    wording: Wording | None = None
    language: Language | None = None
    item_id: UUID | None = None
    tries: int = 0
    retry_at: datetime = AT_ONCE
    claimed_at: datetime | None = None
    carrier_id: str | None = None
    reported_at: datetime | None = None
    history: tuple[Moment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it has not left yet."""
        return self.state in OPEN

    def is_waiting(self, now: datetime, system_now: datetime) -> bool:
        """Whether it is to be sent now, for the first time or again."""
        if self.state is State.RETRYING:
            return self.retry_at <= system_now
        return self.state is State.QUEUED and self.due <= now

    @property
    def wakes(self) -> datetime | None:
        """When it is next looked at; None when never. Once begun, or tried in vain, by the
        system's clock, else by the domain's."""
        return {
            State.QUEUED: self.due,
            State.RETRYING: self.retry_at,
            State.SENDING: self.claimed_at,
            State.TO_CALL: self.expires,
        }.get(self.state)

    @property
    def channel(self) -> Channel | None:
        return self.way.channel if self.way else None

    def become(
        self, state: State, at: datetime, why: str | None = None, by: str | None = None
    ) -> Self:
        moment = Moment(at=at, state=state, why=why, by=by)
        return replace(self, state=state, history=(*self.history, moment))

    def put_off(self, until: datetime) -> Self:
        """Queued, due again at `until` of the domain's clock."""
        return replace(self, due=until, state=State.QUEUED)

    def cancel(self, why: str, at: datetime) -> Self:
        """Nothing of it has left, and nothing will."""
        if self.state not in (*NOT_BEGUN, State.TO_CALL):
            return self
        return self.become(State.CANCELLED, at, why)

    def claim(self, way: Way, wording: Wording, language: Language, *, at: datetime) -> Self:
        """It leaves now; `at` is the system's instant. Whoever reads it later knows of the try."""
        tried = self.tries + 1 if way == self.way else 1
        claimed = replace(self, way=way, wording=wording, language=language, claimed_at=at)
        return replace(claimed, tries=tried, state=State.SENDING)

    def hand_over(self, route: Route, language: Language, item_id: UUID, at: datetime) -> Self:
        """No message: an officer rings."""
        handed = replace(self, way=route.way, wording=route.wording, language=language)
        return replace(handed, item_id=item_id, tries=0).become(State.TO_CALL, at)

    def sent(self, carrier_id: str, at: datetime) -> Self:
        """The carrier has it. A report that was quicker stands."""
        kept = replace(self, carrier_id=carrier_id)
        return kept.become(State.SENT, at) if self.state in BEGUN else kept

    def not_sent(
        self, why: str, policy: Policy, *, now: datetime, system_now: datetime, on: date
    ) -> tuple[Self, Told]:
        """A passing failure: tried again after a growing wait; given up after the last."""
        if self.state not in BEGUN | NOT_BEGUN:
            return self, ()
        tries = self.tries if self.state in BEGUN else self.tries + 1
        wait = policy.wait_after(tries)
        if wait is None:
            return replace(self, tries=tries).fail(why, now, on=on)
        again = replace(self, tries=tries, retry_at=system_now + wait)
        return again.become(State.RETRYING, now, why), ()

    def another_way(self, why: str, at: datetime) -> Self:
        """This way leads nowhere, for good: queued for the next one."""
        return self.become(State.QUEUED, at, why) if self.state in BEGUN else self

    def opt_out(self, at: datetime) -> Self:
        """The carrier says that the person wants none of these."""
        return self.become(State.OPTED_OUT, at) if self.state in BEGUN else self

    def lose(self, policy: Policy, at: datetime) -> Self:
        """Begun, and nothing heard: it may have left or not. Never sent twice unless the policy
        says so."""
        if self.state is not State.SENDING:
            return self
        return self.become(
            State.QUEUED if policy.resend_unknown else State.UNKNOWN, at, "no_answer"
        )

    def fail(self, why: str, at: datetime, *, on: date, by: str | None = None) -> tuple[Self, Told]:
        """Given up."""
        failed = self.become(State.FAILED, at, why, by)
        return failed, (events.MessageFailed(**failed._about(on), why=why),)

    def deliver(self, at: datetime, *, on: date, by: str | None = None) -> tuple[Self, Told]:
        """Whoever it was for has it."""
        delivered = self.become(State.DELIVERED, at, by=by)
        return delivered, (events.MessageDelivered(**delivered._about(on)),)

    def _about(self, on: date) -> dict[str, Any]:
        return {
            "message_id": self.id,
            "person_id": self.person_id,
            "obligation_id": self.subject_id if self.subject is Subject.OBLIGATION else None,
            "template": self.template,
            "channel": self.channel.value if self.channel else None,
            "on": on,
        }


def to_of(message: Message) -> tuple[To, ...]:
    """Whose telephones may carry it."""
    return (To.GUARANTOR,) if message.is_copy else (To.CLIENT, To.GUARANTOR)
