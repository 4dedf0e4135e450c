"""What became of what was begun: settled after the carriers answered, or taken for lost.

A crash between the two leaves a message begun. It may have left or not, so it is not sent again
unless the policy says so: after a while it is shown as unknown, and an officer is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.commands.inbox import tell_officer_of
from notifications.commands.planning import take_back
from notifications.domain.inbox import Kind
from notifications.domain.letters import Accepted, NotAccepted, OptedOut, Outcome, Unsure
from notifications.domain.message import Message, State
from notifications.domain.reach import To
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """What the carriers answered, by message."""

    outcomes: Mapping[UUID, Outcome]
    system_now: datetime


def settle(unit: Unit, order: Settle) -> None:
    """Write down what became of the messages that were begun."""
    for message in unit.messages.get_many(list(order.outcomes)).values():
        match order.outcomes[message.id]:
            case Accepted(carrier_id):
                unit.messages.save(message.sent(carrier_id, unit.now))
            case NotAccepted(why, permanent=False):
                not_sent(unit, message, why, order.system_now)
            case NotAccepted(why, permanent=True):
                _leads_nowhere(unit, message, why)
            case OptedOut():
                _opted_out(unit, message)
            case Unsure():
                _lose(unit, message)


def not_sent(unit: Unit, message: Message, why: str, system_now: datetime) -> None:
    later, told = message.not_sent(
        why, unit.policy, now=unit.now, system_now=system_now, on=unit.today
    )
    unit.messages.save(later)
    unit.publish(*told)
    if later.state is State.FAILED:
        tell_officer_of(unit, Kind.MESSAGE_FAILED, later, why)


def _leads_nowhere(unit: Unit, message: Message, why: str) -> None:
    """The way is barred until the contacts change, and the message tries the next one."""
    if message.way is None or message.way.to is To.STAFF or message.person_id is None:
        return fail(unit, message, why, Kind.MESSAGE_FAILED)
    person, told = unit.persons.known_or_new(message.person_id).unreached(message.way)
    unit.persons.keep(person)
    unit.publish(*told)
    unit.messages.save(message.another_way(why, unit.now))
    return None


def _opted_out(unit: Unit, message: Message) -> None:
    if message.way is not None and message.person_id is not None:
        person = unit.persons.known_or_new(message.person_id)
        unit.persons.keep(person.opted_out(message.way))
    unit.messages.save(message.opt_out(unit.now))


def fail(unit: Unit, message: Message, why: str, kind: Kind) -> None:
    failed, told = message.fail(why, unit.now, on=unit.today)
    unit.messages.save(failed)
    unit.publish(*told)
    tell_officer_of(unit, kind, failed, why)


def _lose(unit: Unit, message: Message) -> None:
    lost = unit.messages.save(message.lose(unit.policy, unit.now))
    if lost.state is State.UNKNOWN:
        tell_officer_of(unit, Kind.MESSAGE_UNKNOWN, lost, "no_answer")


def lose_track(unit: Unit, system_now: datetime) -> int:
    """Messages that were begun so long ago that whoever sent them must have died; how many."""
    lost = unit.messages.begun_before(system_now - unit.policy.patience, limit=100)
    for message in lost:
        _lose(unit, message)
    return len(lost)


def give_up_calls(unit: Unit, limit: int) -> int:
    """Calls that nobody made while they were of use: taken out of the inbox; how many."""
    past = unit.messages.calls_past(unit.now, limit)
    for message in past:
        take_back(unit, message, "not_called")
    return len(past)
