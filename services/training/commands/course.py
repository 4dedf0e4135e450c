"""The course of an approved programme: opened, closed, begun, completed; postponed or cancelled."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.ids import new_id
from training.commands.places import drop, roll_of
from training.commands.programmes import OnProgramme, check_partners
from training.commands.sessions import cancel_sessions
from training.domain import refusals
from training.domain.enrolment_terms import Dropped
from training.domain.policies import policy_on
from training.domain.programme import Programme
from training.domain.session import State as SessionState
from training.domain.waiting_list import Roll
from training.policy_files import shipped_policies
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class WithReason:
    """A step of the programme's course that needs a reason in writing."""

    programme_id: UUID
    version: int | None
    reason: str


def open_programme(unit: Unit, order: OnProgramme) -> Programme:
    """Clients may enrol. Who kept a place of before a postponement has it still."""
    programme = unit.programmes.get(order.programme_id, order.version)
    check_partners(unit, programme)
    opened, happened = programme.open(
        unit.moment,
        sessions=unit.sessions.of(programme.id),
        roll_id=programme.roll_id or new_id(),
    )
    if programme.roll_id is None and opened.roll_id is not None:
        unit.rolls.add(
            Roll(
                id=opened.roll_id,
                office_id=unit.office_id,
                programme_id=programme.id,
                places=programme.places,
            )
        )
    kept = unit.programmes.save(opened)
    unit.publish(*happened)
    return kept


def close_enrolment(unit: Unit, order: OnProgramme) -> Programme:
    programme = unit.programmes.get(order.programme_id, order.version)
    return unit.programmes.save(programme.close_enrolment(unit.moment))


def begin_programme(unit: Unit, programme_id: UUID) -> Programme:
    """The first day has come: who still waits, waits in vain."""
    programme = unit.programmes.get(programme_id)
    begun = unit.programmes.save(programme.begin(unit.moment))
    roll, in_vain = roll_of(unit, programme.id).expire()
    unit.rolls.save(roll)
    for each in in_vain:
        drop(unit, unit.enrolments.get(each), Dropped.EXPIRED)
    return begun


def begin_due(unit: Unit, day: date) -> int:
    """Every programme of the office whose first day has come; how many began."""
    due = unit.programmes.begun_by(day)
    unit.record("begin_due", day=day.isoformat(), count=len(due))
    for each in due:
        begin_programme(unit, each.id)
    return len(due)


def complete_programme(unit: Unit, order: OnProgramme) -> Programme:
    """Every session has its attendance on record, and from it follows who completed it."""
    programme = unit.programmes.get(order.programme_id, order.version)
    completed, happened = programme.complete(unit.moment)
    sessions = [each for each in unit.sessions.of(programme.id) if not each.is_cancelled]
    unrecorded = sum(each.state is not SessionState.HELD for each in sessions)
    if unrecorded or not sessions:
        raise refusals.AttendanceMissing(sessions=unrecorded)
    policy = policy_on(programme.starts or unit.today, shipped_policies())
    for each in unit.enrolments.open_in(programme.id):
        if each.has_place:
            finished = each.finish(len(sessions), policy, unit.moment, unit.today)
            unit.enrolments.save(finished)
    kept = unit.programmes.save(completed)
    unit.publish(*happened)
    return kept


def postpone_programme(unit: Unit, order: WithReason) -> Programme:
    """Its sessions are cancelled; dates, partner and budget can be planned anew."""
    programme = unit.programmes.get(order.programme_id, order.version)
    postponed, happened = programme.postpone(order.reason, unit.moment)
    cancel_sessions(unit, programme.id)
    kept = unit.programmes.save(postponed)
    unit.publish(*happened)
    return kept


def cancel_programme(unit: Unit, order: WithReason) -> Programme:
    """Its sessions are cancelled, and all who have a place or wait for one are told."""
    programme = unit.programmes.get(order.programme_id, order.version)
    cancelled, happened = programme.cancel(order.reason, unit.moment)
    cancel_sessions(unit, programme.id)
    if programme.roll_id is not None:
        unit.rolls.save(unit.rolls.get(programme.roll_id).empty())
        for each in unit.enrolments.open_in(programme.id):
            drop(unit, each, Dropped.PROGRAMME_CANCELLED)
    kept = unit.programmes.save(cancelled)
    unit.publish(*happened)
    return kept
