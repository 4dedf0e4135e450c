"""Programmes as they are shown: with their places, flags and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.paging import Page
from training.domain.attendance import Came
from training.domain.budget import Sums, cost_per_participant, sums
from training.domain.enrolment import Enrolment
from training.domain.enrolment_terms import SUCCEEDED
from training.domain.flags import Flag, flags
from training.domain.follow_up import Outcome
from training.domain.offer import AgeClass, Sex
from training.domain.programme import BEING_PLANNED, Programme, State
from training.domain.waiting_list import Roll
from training.store import Unit

NOT_OPEN_YET = BEING_PLANNED | {State.APPROVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A programme and what belongs to it. `missing` only while it is not open yet."""

    programme: Programme
    roll: Roll | None
    flags: tuple[Flag, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProgrammes:
    page: Page
    state: State | None = None
    field: str | None = None
    partner_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a programme brought: participants are those who came at least once.

    `outcomes`: for each follow-up, by days after the end, how often each outcome was told.
    """

    programme_id: UUID
    participants: int
    women: int
    men: int
    children: int
    completed: int
    certified: int
    turned_away: int
    money: Sums
    cost_per_participant: int | None
    outcomes: dict[int, dict[Outcome, int]]


def show_programme(unit: Unit, programme_id: UUID) -> Shown:
    return _shown(unit, [unit.programmes.get(programme_id)])[0]


def list_programmes(unit: Unit, asked: ListProgrammes) -> list[Shown]:
    found = unit.programmes.listed(
        asked.page, state=asked.state, field=asked.field, partner_id=asked.partner_id
    )
    return _shown(unit, found)


def report_programme(unit: Unit, programme_id: UUID) -> Report:
    """Counts without names: of those who came, and of what they told afterwards (R31)."""
    programme = unit.programmes.get(programme_id)
    enrolments = unit.enrolments.of_programmes(programme_id)
    came = [each for each in enrolments if has_come(each)]
    people = unit.people.get_many([each.person_id for each in came])
    money = sums(programme.budget)
    return Report(
        programme_id=programme_id,
        participants=len(came),
        women=sum(each.sex is Sex.FEMALE for each in people.values()),
        men=sum(each.sex is Sex.MALE for each in people.values()),
        children=sum(each.age_class is AgeClass.CHILD for each in people.values()),
        completed=sum(each.state in SUCCEEDED for each in enrolments),
        certified=sum(each.certificate is not None for each in enrolments),
        turned_away=sum(
            any(row.state is Came.TURNED_AWAY for row in each.attendance) for each in enrolments
        ),
        money=money,
        cost_per_participant=cost_per_participant(money.spent, len(came)),
        outcomes=_outcomes(enrolments),
    )


def has_come(enrolment: Enrolment) -> bool:
    """Whether the person attended at least once."""
    return any(each.state is Came.ATTENDED for each in enrolment.attendance)


def _outcomes(enrolments: Sequence[Enrolment]) -> dict[int, dict[Outcome, int]]:
    counted: dict[int, dict[Outcome, int]] = {}
    for enrolment in enrolments:
        for each in enrolment.follow_ups:
            told = counted.setdefault(each.after_days, {})
            if each.outcome is not None:
                told[each.outcome] = told.get(each.outcome, 0) + 1
    return counted


def _shown(unit: Unit, programmes: Sequence[Programme]) -> list[Shown]:
    rolls = unit.rolls.get_many([each.roll_id for each in programmes if each.roll_id])
    partners = unit.partners.get_many([p for each in programmes for p in each.partner_ids])
    waiting = [each.id for each in programmes if each.state in NOT_OPEN_YET]
    sessions = unit.sessions.of(*waiting) if waiting else []
    shown = []
    for each in programmes:
        roll = rolls.get(each.roll_id) if each.roll_id else None
        ours = [partners[p] for p in each.partner_ids if p in partners]
        held = [session for session in sessions if session.programme_id == each.id]
        shown.append(
            Shown(
                programme=each,
                roll=roll,
                flags=flags(each, ours, roll),
                missing=each.missing_to_open(held) if each.id in waiting else (),
            )
        )
    return shown
