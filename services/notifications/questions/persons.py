"""What a person was told, and what of messages the person wants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.domain.message import Message, Moment
from notifications.domain.person import Person
from notifications.own import check_own, record_reading
from notifications.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPerson:
    person_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened; `facts` are codes, days and ids."""

    at: datetime
    kind: str
    actor: str | None
    facts: dict[str, str]


def timeline(unit: Unit, asked: AskPerson) -> list[Line]:
    """Oldest first: what left, what came of it, what was taken back."""
    person = _read(unit, "read_timeline", asked)
    lines = [line for message in unit.messages.of_person(person.id) for line in _lines_of(message)]
    return sorted(lines, key=lambda each: each.at)


def _lines_of(message: Message) -> Iterator[Line]:
    for moment in message.history:
        yield Line(
            at=moment.at,
            kind=f"message_{moment.state.value}",
            actor=moment.by,
            facts=_facts(message, moment),
        )


def _facts(message: Message, moment: Moment) -> dict[str, str]:
    way = message.way
    return {
        "message_id": str(message.id),
        "template": message.template,
        **message.facts,
        **({"channel": way.channel.value, "to": way.to.value} if way else {}),
        **({"why": moment.why} if moment.why else {}),
    }


def read_wishes(unit: Unit, asked: AskPerson) -> Person:
    return _read(unit, "read_wishes", asked)


def _read(unit: Unit, what: str, asked: AskPerson) -> Person:
    person = unit.persons.get(asked.person_id)
    check_own(unit, person)
    record_reading(unit, what, [person], asked.reason)
    return person
