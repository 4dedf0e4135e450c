"""What happened to a person under supervision, oldest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chassis.own import NotOwnClient, sees_all
from supervision.own_case import is_own
from supervision.questions.one import check_reason
from supervision.unit import Unit


@dataclass(frozen=True, slots=True)
class AskHistory:
    person_id: UUID
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`at`: when it was recorded; `on`: the day on which it happened."""

    at: datetime
    on: date | None
    kind: str
    actor: str | None
    facts: dict[str, Any]
    working: list[str] | None


def history(unit: Unit, asked: AskHistory) -> list[Entry]:
    """Of any case that the person had here; an officer must have one of them."""
    if not sees_all(unit.actor):
        cases = unit.cases.of_person(asked.person_id)
        if not any(is_own(unit.actor, each) for each in cases):
            raise NotOwnClient
    check_reason(unit, unit.people.of([asked.person_id])[asked.person_id], asked.reason)
    return [
        Entry(
            at=each["at"],
            on=date.fromisoformat(each["on"]) if each["on"] else None,
            kind=each["kind"],
            actor=each["actor"],
            facts=each["facts"],
            working=each["working"],
        )
        for each in unit.history.of_person(asked.person_id)
    ]
