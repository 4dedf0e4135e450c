"""Enrolments as they are shown: with names, and the place in line of those who wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.paging import Page
from training.domain.attendance import Attendance
from training.domain.enrolment import Enrolment
from training.domain.enrolment_terms import State
from training.domain.session import Session
from training.own import check_own, is_own
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEnrolment:
    """`name` is initials for someone under child protection, None until registry gave it."""

    enrolment: Enrolment
    name: str | None
    place_in_line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEnrolments:
    page: Page
    programme_id: UUID | None = None
    person_id: UUID | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """One line of a session's list; `row` is None while nothing is on record."""

    enrolment: Enrolment
    name: str | None
    row: Attendance | None


def show_enrolment(unit: Unit, enrolment_id: UUID) -> ShownEnrolment:
    enrolment = unit.enrolments.get(enrolment_id)
    check_own(unit, unit.people.get(enrolment.person_id))
    return _shown(unit, [enrolment])[0]


def list_enrolments(unit: Unit, asked: ListEnrolments) -> tuple[list[ShownEnrolment], UUID | None]:
    """A page, and the id after which the next begins. Officers see their own clients' alone."""
    if asked.programme_id is not None:
        unit.programmes.get(asked.programme_id)
    found = unit.enrolments.listed(
        asked.page,
        programme_id=asked.programme_id,
        person_id=asked.person_id,
        state=asked.state,
    )
    last = found[-1].id if len(found) == asked.page.limit else None
    return _shown(unit, found), last


def list_attendance(unit: Unit, session_id: UUID) -> list[Present]:
    """Everybody who has or had a row in this session, or is expected, in order of asking."""
    session = unit.sessions.get(session_id)
    lines = [
        (each, row)
        for each in unit.enrolments.of_programmes(session.programme_id)
        if (row := _row_of(each, session)) or each.has_place
    ]
    shown = _shown(unit, [each for each, _ in lines])
    rows = {each.id: row for each, row in lines}
    return [
        Present(enrolment=each.enrolment, name=each.name, row=rows[each.enrolment.id])
        for each in shown
    ]


def _row_of(enrolment: Enrolment, session: Session) -> Attendance | None:
    return next((each for each in enrolment.attendance if each.session_id == session.id), None)


def _shown(unit: Unit, enrolments: Sequence[Enrolment]) -> list[ShownEnrolment]:
    people = unit.people.get_many([each.person_id for each in enrolments])
    own = [each for each in enrolments if is_own(unit, people[each.person_id])]
    unit.people_were_read(each.person_id for each in own)
    names = unit.names.of(each.person_id for each in own)
    line = _lines(unit, own)
    return [
        ShownEnrolment(
            enrolment=each,
            name=people[each.person_id].shown(names.get(each.person_id)),
            place_in_line=line.get(each.id),
        )
        for each in own
    ]


def _lines(unit: Unit, enrolments: Sequence[Enrolment]) -> dict[UUID, int]:
    """Where those who wait stand, from 1."""
    waited_for = {each.programme_id for each in enrolments if each.state is State.WAITLISTED}
    programmes = unit.programmes.get_many(list(waited_for))
    rolls = unit.rolls.get_many([each.roll_id for each in programmes.values() if each.roll_id])
    return {
        ident: number
        for roll in rolls.values()
        for number, ident in enumerate(roll.waiting, start=1)
    }
