"""Sessions: scheduled, moved and cancelled, each with the room that it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.clock import day_of
from chassis.ids import new_id
from training.commands.rooms import book_room, release_booking
from training.domain.offer import Mode
from training.domain.programme import UNDER_WAY, State
from training.domain.session import Session
from training.domain.slot import slot
from training.store import Unit

SCHEDULABLE = UNDER_WAY - {State.PROPOSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSession:
    """`mode` is the programme's unless told; a place is a room, or is told in words."""

    programme_id: UUID
    starts_at: datetime
    ends_at: datetime
    mode: Mode | None = None
    topic: str = ""
    room_id: UUID | None = None
    place: str | None = None
    link: str | None = None
    entry_checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSession:
    """`changes`: the session's fields by name."""

    session_id: UUID
    version: int | None
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSession:
    session_id: UUID
    version: int | None


def schedule_session(unit: Unit, order: ScheduleSession) -> Session:
    """One more session on a day of the programme, its room booked with it."""
    programme = unit.programmes.get(order.programme_id)
    programme.check_state(SCHEDULABLE)
    session = Session(
        id=new_id(),
        office_id=unit.office_id,
        programme_id=programme.id,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        on=day_of(order.starts_at, unit.around.zone),
        mode=order.mode or programme.mode,
        topic=order.topic,
        room_id=order.room_id,
        place=order.place,
        link=order.link,
        entry_checks=order.entry_checks,
    )
    slot(session.starts_at, session.ends_at)
    programme.check_session(session.on, session.mode)
    kept = unit.sessions.add(_with_room(unit, session))
    unit.publish(kept.told())
    return kept


def change_session(unit: Unit, order: ChangeSession) -> Session:
    """Move it, or say where it is; told again when its hours change."""
    session = unit.sessions.get(order.session_id, order.version)
    session.check_scheduled()
    changed = replace(session, **order.changes)
    slot(changed.starts_at, changed.ends_at)
    changed = replace(changed, on=day_of(changed.starts_at, unit.around.zone))
    unit.programmes.get(session.programme_id).check_session(changed.on, changed.mode)
    if (changed.slot, changed.room_id) != (session.slot, session.room_id):
        _give_back_room(unit, session)
        changed = _with_room(unit, changed)
    kept = unit.sessions.save(changed)
    if kept.told() != session.told():
        unit.publish(kept.told())
    return kept


def cancel_session(unit: Unit, order: CancelSession) -> Session:
    return _cancel(unit, unit.sessions.get(order.session_id, order.version))


def cancel_sessions(unit: Unit, programme_id: UUID) -> None:
    """All that are still to be held."""
    for each in unit.sessions.of(programme_id):
        if each.is_scheduled:
            _cancel(unit, each)


def _cancel(unit: Unit, session: Session) -> Session:
    cancelled, happened = session.cancel()
    _give_back_room(unit, session)
    kept = unit.sessions.save(cancelled)
    unit.publish(*happened)
    return kept


def _with_room(unit: Unit, session: Session) -> Session:
    if session.room_id is None:
        return replace(session, booking_id=None)
    booking = book_room(
        unit, session.room_id, session.starts_at, session.ends_at, session_id=session.id
    )
    return replace(session, booking_id=booking.id)


def _give_back_room(unit: Unit, session: Session) -> None:
    if session.booking_id is not None:
        release_booking(unit, session.booking_id)
