"""The chore that sends: a batch at a time, as long as anything is due (under the worker's lease).

For each batch: read what is due, ask the owners, begin (one transaction that reads everything
anew), hand to the carriers, settle (another transaction). Two that do it at once send each
message once: the second finds it begun.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from chassis.observability import log
from chassis.peers import PeerAway
from chassis.service import Runtime
from chassis.unit import Actor
from notifications import owners
from notifications.carriers import Carriers
from notifications.commands.planning import queue_due
from notifications.commands.sending import Claim, Settle, claim, give_up_calls, lose_track, settle
from notifications.domain.letters import Letter, NotAccepted, Outcome
from notifications.domain.message import Message
from notifications.domain.policies import policy_on
from notifications.domain.reach import Channel
from notifications.owners import Answers
from notifications.policy_files import shipped_policies
from notifications.store import offices
from notifications.unit import Unit

R = TypeVar("R")
BATCH = 200
SECONDS = 5.0
"""How long one turn of the chore may take: others wait for the same thread and its lease."""


@dataclass(frozen=True, slots=True)
class SendDue:
    """Sends what is due in every office; returns how many messages it moved on."""

    carriers: Carriers

    def __call__(self, runtime: Runtime[Any]) -> int:
        until, done = time.monotonic() + SECONDS, 0
        for office_id in offices(runtime.around.database):
            office = Office(runtime, office_id, self.carriers)
            try:
                while time.monotonic() < until and (moved := office.step()):
                    done += moved
            except PeerAway as away:
                log.warning("owner away, sent later", office=office_id, why=str(away))
        return done


class Office:
    """One office's messages, as this worker sends them."""

    def __init__(self, runtime: Runtime[Any], office_id: str, carriers: Carriers) -> None:
        self._runtime = runtime
        self._office_id = office_id
        self._carriers = carriers

    def step(self) -> int:
        """A batch of whatever is due; 0 when nothing is. Raises PeerAway with nothing changed
        of the messages that its owner was asked about."""
        due = self._read(_due, datetime.now(UTC))
        if due.lost:
            self._do(lose_track, datetime.now(UTC))
        if due.calls:
            self._do(give_up_calls, BATCH)
        if due.reminders:
            self._do(queue_due, BATCH)
            return due.reminders
        return self._send(due.messages) if due.messages else 0

    def _send(self, messages: Sequence[Message]) -> int:
        asked = [each for each in messages if each.person_id] if not self._is_quiet() else []
        peers = self._runtime.around.peers
        answers = owners.ask(peers, self._office_id, asked) if asked else Answers()
        ids = tuple(each.id for each in messages)
        letters = self._do(claim, Claim(ids=ids, answers=answers, system_now=datetime.now(UTC)))
        outcomes = self._carry(letters)
        if outcomes:
            self._do(settle, Settle(outcomes=outcomes, system_now=datetime.now(UTC)))
        return len(messages)

    def _is_quiet(self) -> bool:
        """Then messages to clients are only put off, and nobody need be asked."""
        around = self._runtime.around
        now = around.clock.now().astimezone(around.zone)
        return policy_on(now.date(), shipped_policies()).quiet_hours.cover(now.time())

    def _carry(self, letters: Sequence[Letter]) -> dict[UUID, Outcome]:
        """What each carrier answered. One that breaks leaves its letters begun."""
        outcomes: dict[UUID, Outcome] = {}
        carriers = self._carriers(self._runtime.around)
        for channel, some in _by_channel(letters).items():
            carrier = carriers.get(channel)
            if carrier is None:
                told: Sequence[Outcome] = [NotAccepted("no_carrier", permanent=True)] * len(some)
            else:
                try:
                    told = carrier(some)
                except Exception:
                    log.exception("carrier broke", office=self._office_id, channel=channel.value)
                    continue
            for letter, outcome in zip(some, told, strict=True):
                outcomes[letter.message_id] = outcome
        return outcomes

    def _do(self, command: Callable[[Unit, Any], R], order: Any) -> R:
        actor = Actor(id=self._runtime.service.name)
        return self._runtime.transact(command, order, office_id=self._office_id, actor=actor).result

    def _read(self, question: Callable[[Unit, Any], R], order: Any) -> R:
        actor = Actor(id=self._runtime.service.name)
        return self._runtime.read(question, order, office_id=self._office_id, actor=actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What there is to do: messages to send, and how many of the rest."""

    messages: tuple[Message, ...]
    reminders: int
    lost: bool
    calls: bool


def _due(unit: Unit, system_now: datetime) -> Due:
    return Due(
        messages=tuple(unit.messages.waiting(unit.now, system_now, BATCH)),
        reminders=len(unit.reminders.due(unit.now, BATCH)),
        lost=bool(unit.messages.begun_before(system_now - unit.policy.patience, limit=1)),
        calls=bool(unit.messages.calls_past(unit.now, limit=1)),
    )


def _by_channel(letters: Sequence[Letter]) -> Mapping[Channel, list[Letter]]:
    found: dict[Channel, list[Letter]] = {}
    for each in letters:
        found.setdefault(each.channel, []).append(each)
    return found
