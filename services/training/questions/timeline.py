"""What training has on record of a person, in the order in which it happened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from training.domain.enrolment import Enrolment
from training.domain.enrolment_terms import State
from training.own import check_own, check_reason
from training.questions.matches import AskAbout
from training.store import Unit

KINDS = {
    State.REQUESTED: "enrolment-requested",
    State.ACCEPTED: "enrolment-confirmed",
    State.WAITLISTED: "enrolment-waitlisted",
    State.REJECTED: "enrolment-rejected",
    State.WITHDRAWN: "enrolment-withdrawn",
    State.DROPPED: "enrolment-dropped",
    State.EXPIRED: "enrolment-dropped",
    State.COMPLETED: "training-completed",
    State.INCOMPLETE: "training-incomplete",
    State.CERTIFIED: "certificate-issued",
}
"""Steps that a timeline tells; the others follow from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    at: datetime
    kind: str
    on: date | None = None
    service: str = "training"
    actor: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    working: None = None


def timeline(unit: Unit, asked: AskAbout) -> list[Item]:
    """Oldest first; codes, dates and numbers, no remarks."""
    person = unit.people.get(asked.person_id)
    check_own(unit, person)
    check_reason(unit, person, asked.reason)
    unit.people_were_read([person.id], asked.reason)
    items = [item for each in unit.enrolments.of_person(person.id) for item in _items(each)]
    return sorted(items, key=lambda each: each.at)


def _items(enrolment: Enrolment) -> Iterator[Item]:
    about = {"programme_id": str(enrolment.programme_id), "field": enrolment.field}
    for step in enrolment.history:
        state = State(step.to)
        if state in KINDS:
            facts: dict[str, Any] = about | ({"why": step.why} if step.why else {})
            if state is State.CERTIFIED and enrolment.certificate:
                facts["number"] = enrolment.certificate.number
            yield Item(at=step.at, kind=KINDS[state], actor=step.by, facts=facts)
    for row in enrolment.attendance:
        yield Item(
            at=row.recorded_at,
            on=row.on,
            kind="attendance-recorded",
            actor=row.by,
            facts=about | {"session_id": str(row.session_id), "state": row.state},
        )
    for each in enrolment.follow_ups:
        if each.recorded_at is not None:
            yield Item(
                at=each.recorded_at,
                on=each.asked_on,
                kind="outcome-recorded",
                actor=each.by,
                facts=about | {"after_days": each.after_days, "outcome": each.outcome},
            )
