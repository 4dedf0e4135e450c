"""The chore that sends: a batch at a time, as long as anything is due (under the worker's lease).

For each batch: read what is due, ask the owners, begin (one transaction that reads everything
anew), hand to the carriers, settle (another transaction). Two that do it at once send each
message once: the second finds it begun.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from chassis.observability import log
from chassis.peers import PeerAway
from chassis.service import Chore, Runtime
from chassis.unit import Actor
from notifications import owners
from notifications.carriers import Carriers
from notifications.commands.claiming import Claim, claim
from notifications.commands.settling import Settle, give_up_calls, lose_track, settle
from notifications.domain.letters import Letter, NotAccepted, Outcome
from notifications.domain.message import Message
from notifications.domain.policies import policy_on
from notifications.domain.reach import Channel
from notifications.owners import Answers
from notifications.policy_files import shipped_policies
from notifications.questions.due import BATCH, Due, due
from notifications.store import offices
from notifications.unit import Unit

R = TypeVar("R")
SECONDS = 5.0
"""How long one turn of the chore may take: others wait for the same thread and its lease."""


def sender(carriers: Carriers) -> Chore:
    """The chore, with these carriers."""

    def send_due(runtime: Runtime[Any]) -> int:
        """Send what is due, a batch of each office in turn; how many messages were moved on."""
        until, done = time.monotonic() + SECONDS, 0
        codes = offices(runtime.around.database)
        busy = [Office(runtime, each, carriers) for each in codes]
        while busy and time.monotonic() < until:
            moved = {each: each.try_step() for each in busy}
            done += sum(moved.values())
            busy = [each for each in busy if moved[each]]
        return done

    return send_due


class Office:
    """One office's messages, as this worker sends them."""

    def __init__(self, runtime: Runtime[Any], office_id: str, carriers: Carriers) -> None:
        self._runtime = runtime
        self._office_id = office_id
        self._carriers = carriers

    def try_step(self) -> int:
        """`step`; 0 as well when an owner does not answer, which is asked again next time."""
        try:
            return self.step()
        except PeerAway as away:
            log.warning("owner away, sent later", office=self._office_id, why=str(away))
            return 0

    def step(self) -> int:
        """A batch of whatever is due; 0 when nothing is. Raises PeerAway with nothing changed
        of the messages that its owner was asked about."""
        todo = self._read(due, datetime.now(UTC))
        if todo.lost:
            self._do(lose_track, datetime.now(UTC))
        if todo.calls:
            self._do(give_up_calls, BATCH)
        if todo.messages or todo.reminders:
            self._send(todo)
        return len(todo.messages) + len(todo.reminders)

    def _send(self, todo: Due) -> None:
        answers = Answers() if self._is_quiet() else self._ask(todo.about)
        order = Claim(
            messages=todo.messages,
            reminders=todo.reminders,
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


def _by_channel(letters: Sequence[Letter]) -> Mapping[Channel, list[Letter]]:
    found: dict[Channel, list[Letter]] = {}
    for each in letters:
        found.setdefault(each.channel, []).append(each)
    return found
