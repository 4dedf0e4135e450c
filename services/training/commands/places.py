"""Places that are freed, and who moves up to them, in the unit of work that freed them."""

from collections.abc import Iterable
from uuid import UUID

from training.domain.enrolment import Enrolment
from training.domain.enrolment_terms import Dropped
from training.domain.waiting_list import Roll
from training.store import Unit


def roll_of(unit: Unit, programme_id: UUID) -> Roll:
    """The roll of a programme that was opened once."""
    programme = unit.programmes.get(programme_id)
    if programme.roll_id is None:
        raise LookupError(f"programme {programme_id} has no roll")
    return unit.rolls.get(programme.roll_id)


def free_place(unit: Unit, enrolment: Enrolment) -> None:
    """Take it off the roll; who waited longest has the place now."""
    roll, up = roll_of(unit, enrolment.programme_id).leave(enrolment.id)
    unit.rolls.save(roll)
    move_up(unit, up)


def move_up(unit: Unit, enrolment_ids: Iterable[UUID]) -> None:
    """These waited, and have a place now."""
    for each in enrolment_ids:
        accepted, happened = unit.enrolments.get(each).move_up(unit.moment)
        unit.enrolments.save(accepted)
        unit.publish(*happened)


def drop(unit: Unit, enrolment: Enrolment, why: Dropped, reason: str = "") -> Enrolment:
    """Its place, or its waiting, is lost; the roll is the caller's."""
    dropped, happened = enrolment.drop(why, unit.moment, reason)
    kept = unit.enrolments.save(dropped)
    unit.publish(*happened)
    return kept
