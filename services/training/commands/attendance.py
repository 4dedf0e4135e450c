"""Who came to a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from training.commands.course import begin_programme
from training.domain import refusals
from training.domain.attendance import Came
from training.domain.programme import State
from training.domain.session import Session
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person. `checks`: every entry check of the session, and whether it was passed."""

    enrolment_id: UUID
    state: Came
    reason: str = ""
    checks: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttendance:
    session_id: UUID
    version: int | None
    rows: tuple[Row, ...]


def record_attendance(unit: Unit, order: RecordAttendance) -> Session:
    """The list of a session, or more rows of it; the first begins the programme."""
    session = unit.sessions.get(order.session_id, order.version)
    held = unit.sessions.save(session.hold(unit.today))
    programme = unit.programmes.get(session.programme_id)
    if programme.state is not State.RUNNING:
        begin_programme(unit, programme.id)
    enrolments = unit.enrolments.get_many([each.enrolment_id for each in order.rows])
    for row in order.rows:
        enrolment = enrolments.get(row.enrolment_id)
        if enrolment is None or enrolment.programme_id != programme.id:
            raise refusals.NotTakingPart(field="rows", enrolment_id=str(row.enrolment_id))
        if row.state in (Came.ATTENDED, Came.TURNED_AWAY) or row.checks:
            session.check_checks(row.checks)
        attended, happened = enrolment.attend(
            session, row.state, unit.moment, checks=row.checks, reason=row.reason
        )
        if happened:
            unit.enrolments.save(attended)
            unit.publish(*happened)
    return held
