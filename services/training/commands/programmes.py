"""Programmes on their way from a proposal to the head's approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from chassis.refusals import NotFound
from training.commands.places import move_up
from training.domain.offer import EVERYBODY, Form, Kind, Mode, Target
from training.domain.partner import check_agreements
from training.domain.programme import Programme, propose
from training.store import Unit
from training.store.offices import hear_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeProgramme:
    title: str
    kind: Kind
    field: str
    form: Form
    mode: Mode
    places: int
    minimum: int = 1
    target: Target = EVERYBODY
    partner_ids: tuple[UUID, ...] = ()
    starts: date | None = None
    ends: date | None = None
    kecamatan: str | None = None
    materials: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProgramme:
    """`changes`: the programme's fields by name."""

    programme_id: UUID
    version: int | None
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnProgramme:
    """A step of the programme's course that needs no more to be said."""

    programme_id: UUID
    version: int | None


def propose_programme(unit: Unit, order: ProposeProgramme) -> Programme:
    """Somebody of the office thinks that this should be offered."""
    described = {name: getattr(order, name) for name in order.__slots__}
    programme, happened = propose(
        Programme(id=new_id(), office_id=unit.office_id, proposed_by=unit.actor.id, **described),
        unit.moment,
    )
    check_partners(unit, programme)
    hear_of(unit)
    kept = unit.programmes.add(programme)
    unit.publish(happened)
    return kept


def change_programme(unit: Unit, order: ChangeProgramme) -> Programme:
    """Plan it, or change its arrangements; places that are added go to those who wait."""
    programme = unit.programmes.get(order.programme_id, order.version)
    changed = programme.change(unit.moment, **order.changes)
    check_partners(unit, changed)
    if changed.roll_id is not None and changed.places != programme.places:
        roll, up = unit.rolls.get(changed.roll_id).resize(changed.places)
        unit.rolls.save(roll)
        move_up(unit, up)
    return unit.programmes.save(changed)


def approve_programme(unit: Unit, order: OnProgramme) -> Programme:
    programme = unit.programmes.get(order.programme_id, order.version)
    approved, happened = programme.approve(unit.moment)
    check_partners(unit, approved)
    kept = unit.programmes.save(approved)
    unit.publish(*happened)
    return kept


def check_partners(unit: Unit, programme: Programme) -> None:
    """Every partner is known, and its agreement covers the programme's days (R24)."""
    partners = unit.partners.get_many(programme.partner_ids)
    for each in programme.partner_ids:
        if each not in partners:
            raise NotFound(field="partner_ids", thing="partners", id=str(each))
    check_agreements(partners.values(), programme.starts, programme.ends)
