"""The last look, and the beginning: what leaves is marked as begun before it does."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.commands.due import queue
from notifications.commands.inbox import TellStaff, tell_staff
from notifications.commands.judging import Look
from notifications.commands.settling import fail, not_sent
from notifications.domain.inbox import Kind
from notifications.domain.letters import Letter
from notifications.domain.message import Message
from notifications.domain.reach import Channel
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
            not_sent(unit, message, why, system_now)
        case Nobody():
            fail(unit, message, "no_way", Kind.NOBODY_BY_PHONE)
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
