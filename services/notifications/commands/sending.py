"""Sending in steps that leave a trace: begun before anything leaves, settled after it has.

Between the two a crash leaves a message begun. It may have left or not, so it is not sent again
unless the policy says so: after a while it is shown as unknown, and an officer is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.commands.due import queue
from notifications.commands.inbox import TellStaff, tell_officer_of, tell_staff
from notifications.commands.judging import Look
from notifications.commands.planning import take_back
from notifications.domain.inbox import Kind
from notifications.domain.letters import Accepted, Letter, NotAccepted, OptedOut, Outcome, Unsure
from notifications.domain.message import Message, State
from notifications.domain.reach import Channel, To
from notifications.domain.verdict import Ask, Drop, Go, Nobody, Wait
from notifications.owners import Answers
from notifications.unit import Unit
from notifications.writing import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """These messages, and those that are due of these reminders, with what their owners said a
    moment ago."""

    messages: tuple[UUID, ...]
    reminders: tuple[UUID, ...]
    answers: Answers
    system_now: datetime


def claim(unit: Unit, order: Claim) -> tuple[Letter, ...]:
    """Judge each message by what is known now, and begin those that leave.

    Everything is read anew here: of two senders at once the second finds it begun.
    """
    found = unit.messages.get_many(order.messages).values()
    waiting = [each for each in found if each.is_waiting(unit.now, order.system_now)]
    waiting += queue(unit, unit.reminders.get_many(order.reminders).values())
    look, writer = Look(unit, order.answers, waiting), Writer(unit)
    letters = [_step(unit, each, look, writer, order.system_now) for each in waiting]
    return tuple(each for each in letters if each is not None)


def _step(
    unit: Unit, message: Message, look: Look, writer: Writer, system_now: datetime
) -> Letter | None:
    if message.user_id is not None:
        return _mail(unit, message, look, writer, system_now)
    match look.verdict(message):
        case Drop(why):
            unit.messages.save(message.cancel(why, unit.now))
        case Wait(until):
            unit.messages.save(message.put_off(until))
        case Ask(why):
            _not_sent(unit, message, why, system_now)
        case Nobody():
            _fail(unit, message, "no_way", Kind.NOBODY_BY_PHONE)
        case Go(route, contacts) if route.way.channel is Channel.CALL:
            _hand_over(unit, message, Go(route, contacts))
        case Go(route, contacts):
            language = contacts.language
            begun = message.claim(route.way, route.wording, language, at=system_now)
            unit.messages.save(begun)
            return writer.short(begun, route, contacts)
    return None


def _mail(
    unit: Unit, message: Message, look: Look, writer: Writer, system_now: datetime
) -> Letter | None:
    why, member = look.reader(message)
    if member is None or member.mail is None:
        unit.messages.save(message.cancel(why, unit.now))
        return None
    begun = writer.begin_mail(message, member, system_now)
    unit.messages.save(begun)
    return writer.mail(begun, member.mail)


def _hand_over(unit: Unit, message: Message, go: Go) -> None:
    person = unit.persons.known_or_new(message.person_id or message.id)
    item = tell_staff(
        unit,
        TellStaff(
            kind=Kind.CALL,
            user_id=person.officer_id,
            role="supervisor",
            person_id=message.person_id,
            message_id=message.id,
            facts={"template": message.template, "to": go.route.way.to.value, **message.facts},
        ),
    )
    language = go.contacts.language
    unit.messages.save(message.hand_over(go.route, language, item.id, unit.now))


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
                _not_sent(unit, message, why, order.system_now)
            case NotAccepted(why, permanent=True):
                _leads_nowhere(unit, message, why)
            case OptedOut():
                _opted_out(unit, message)
            case Unsure():
                _lose(unit, message)


def _not_sent(unit: Unit, message: Message, why: str, system_now: datetime) -> None:
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
        return _fail(unit, message, why, Kind.MESSAGE_FAILED)
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


def _fail(unit: Unit, message: Message, why: str, kind: Kind) -> None:
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
