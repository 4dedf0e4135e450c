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
from chassis.service import Chore, Runtime
from chassis.unit import Actor
from notifications import owners
from notifications.carriers import Carriers
from notifications.commands.due import due_of, know_persons
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


def sender(carriers: Carriers) -> Chore:
    """The chore, with these carriers."""

    def send_due(runtime: Runtime[Any]) -> int:
        """Send what is due in every office; how many messages were moved on."""
        until, done = time.monotonic() + SECONDS, 0
        for office_id in offices(runtime.around.database):
            office = Office(runtime, office_id, carriers)
            try:
                while time.monotonic() < until and (moved := office.step()):
                    done += moved
            except PeerAway as away:
                log.warning("owner away, sent later", office=office_id, why=str(away))
        return done

    return send_due


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
        if due.messages or due.reminders:
            self._send(due)
        return len(due.messages) + len(due.reminders)

    def _send(self, due: "Due") -> None:
        answers = Answers() if self._is_quiet() else self._ask(due.about)
        order = Claim(
            messages=due.messages,
            reminders=due.reminders,
            answers=answers,
            system_now=datetime.now(UTC),
        )
        outcomes = self._carry(self._do(claim, order))
        if outcomes:
            self._do(settle, Settle(outcomes=outcomes, system_now=datetime.now(UTC)))

    def _ask(self, about: Sequence[Message]) -> Answers:
        return owners.ask(self._runtime.around.peers, self._office_id, about)

    def _is_quiet(self) -> bool:
        """Then messages to clients are only put off, and nobody need be asked."""
        around = self._runtime.around
        now = around.clock.now().astimezone(around.zone)
        return policy_on(now.date(), shipped_policies()).quiet_hours.cover(now.time())

    def _carry(self, letters: Sequence[Letter]) -> dict[UUID, Outcome]:
        """What each carrier answered. One that breaks leaves its letters begun."""
        outcomes: dict[UUID, Outcome] = {}
        for channel, some in _by_channel(letters).items():
            carrier = self._carriers.get(channel)
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
    """What there is to do. `about`: the messages to clients, those to come of reminders with
    them, of which the owners must be asked."""

    messages: tuple[UUID, ...]
    reminders: tuple[UUID, ...]
    about: tuple[Message, ...]
    lost: bool
    calls: bool


def _due(unit: Unit, system_now: datetime) -> Due:
    messages = unit.messages.waiting(unit.now, system_now, BATCH)
    reminders = unit.reminders.due(unit.now, BATCH - len(messages))
    know_persons(unit, reminders)
    to_come = [message for each in reminders for message in due_of(unit, each)[1]]
    return Due(
        messages=tuple(each.id for each in messages),
        reminders=tuple(each.id for each in reminders),
        about=tuple(each for each in (*messages, *to_come) if each.person_id),
        lost=bool(unit.messages.begun_before(system_now - unit.policy.patience, limit=1)),
        calls=bool(unit.messages.calls_past(unit.now, limit=1)),
    )


def _by_channel(letters: Sequence[Letter]) -> Mapping[Channel, list[Letter]]:
    found: dict[Channel, list[Letter]] = {}
    for each in letters:
        found.setdefault(each.channel, []).append(each)
    return found
