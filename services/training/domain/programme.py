"""A programme: what is offered, and its way from a proposal to its evaluation (domain rules R21 to
R30). Who may take each step is said at the edge; that nobody approves his own is said here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self, TypeVar
from uuid import UUID

from training import events
from training.domain import refusals
from training.domain.budget import BudgetLine, spend, sums
from training.domain.history import Moment, Step, step
from training.domain.offer import EVERYBODY, Form, Kind, Mode, Target
from training.domain.session import Session

F = TypeVar("F", bound=events.OfProgramme)


class State(StrEnum):
    PROPOSED = "proposed"
    PLANNED = "planned"
    APPROVED = "approved"
    OPEN = "open"
    CLOSED_ENROLMENT = "closed_enrolment"
    RUNNING = "running"
    COMPLETED = "completed"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"


BEING_PLANNED = frozenset({State.PROPOSED, State.PLANNED})
BEFORE_ITS_START = frozenset({State.APPROVED, State.OPEN, State.CLOSED_ENROLMENT})
UNDER_WAY = BEING_PLANNED | BEFORE_ITS_START | {State.RUNNING}
ARRANGEMENTS = frozenset({"instructors", "materials", "kecamatan", "places"})
"""What may still change once the plan is approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructor:
    """Who teaches: from a partner, from the office, or a former client who comes back."""

    name: str
    partner_id: UUID | None = None
    former_client: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Held from `starts` through `ends`, both days included, in `kecamatan` where it has a place.

    `no_cost`: nobody needs to pay, which is not the same as a budget that nobody has made yet.
    """

    id: UUID
    office_id: str
    version: int = 0
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
    instructors: tuple[Instructor, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    no_cost: bool = False
    proposed_by: str
    state: State = State.PROPOSED
    roll_id: UUID | None = None
    evaluation: str | None = None
    history: tuple[Step, ...] = ()

    def change(self, moment: Moment, **changes: Any) -> Self:
        """Plan it: with dates and an answer about money a proposal is planned.

        After its approval only arrangements change, such as who teaches (PlanFixed otherwise).
        """
        self.check_state(UNDER_WAY)
        changed = replace(self, **changes)
        if self.state not in BEING_PLANNED:
            fixed = sorted(
                name
                for name in changes.keys() - ARRANGEMENTS
                if getattr(self, name) != getattr(changed, name)
            )
            if fixed:
                raise refusals.PlanFixed(field=fixed[0], state=self.state.value)
        _check_whole(changed)
        settled = changed.starts and changed.ends and (changed.no_cost or changed.budget)
        if changed.state is State.PROPOSED and settled:
            return changed._become(State.PLANNED, moment)
        return changed

    def approve(self, moment: Moment) -> tuple[Self, tuple[events.ProgrammeApproved, ...]]:
        """The head of office approves what somebody else proposed."""
        self.check_state({State.PLANNED})
        if moment.by == self.proposed_by:
            raise refusals.OwnProposal
        approved = self._become(State.APPROVED, moment)
        return approved, (approved.told(events.ProgrammeApproved),)

    def open(
        self, moment: Moment, *, sessions: Iterable[Session], roll_id: UUID
    ) -> tuple[Self, tuple[events.ProgrammeOpened, ...]]:
        """Clients may enrol, on the roll with this id, once nothing is missing (R29)."""
        self.check_state({State.APPROVED})
        if missing := self.missing_to_open(sessions):
            raise refusals.NotReadyToOpen(missing=", ".join(missing))
        opened = replace(self._become(State.OPEN, moment), roll_id=roll_id)
        return opened, (opened.told(events.ProgrammeOpened),)

    def missing_to_open(self, sessions: Iterable[Session]) -> tuple[str, ...]:
        """Codes of what a programme needs before anybody enrols, and this one lacks."""
        scheduled = [each for each in sessions if not each.is_cancelled]
        needs = (
            ("session", bool(scheduled)),
            ("instructor_or_partner", bool(self.instructors or self.partner_ids)),
            ("place_or_link", all(each.can_be_found for each in scheduled)),
            ("budget_or_no_cost", bool(self.budget) or self.no_cost),
        )
        return tuple(code for code, met in needs if not met)

    def close_enrolment(self, moment: Moment) -> Self:
        """Nobody enrols any more; places that free go to those who wait."""
        self.check_state({State.OPEN})
        return self._become(State.CLOSED_ENROLMENT, moment)

    def begin(self, moment: Moment) -> Self:
        """The first session is held."""
        self.check_state({State.OPEN, State.CLOSED_ENROLMENT})
        return self._become(State.RUNNING, moment)

    def complete(self, moment: Moment) -> tuple[Self, tuple[events.ProgrammeCompleted, ...]]:
        self.check_state({State.RUNNING})
        completed = self._become(State.COMPLETED, moment)
        return completed, (completed.told(events.ProgrammeCompleted),)

    def evaluate(self, evaluation: str, moment: Moment) -> Self:
        """What the office learnt of it, in writing."""
        self.check_state({State.COMPLETED})
        return replace(self._become(State.EVALUATED, moment), evaluation=evaluation)

    def postpone(
        self, reason: str, moment: Moment
    ) -> tuple[Self, tuple[events.ProgrammePostponed, ...]]:
        """Back to planning, to be approved again; who has a place keeps it."""
        self.check_state(BEFORE_ITS_START)
        postponed = self._become(State.PLANNED, moment, _written(reason))
        return postponed, (postponed.told(events.ProgrammePostponed),)

    def cancel(
        self, reason: str, moment: Moment
    ) -> tuple[Self, tuple[events.ProgrammeCancelled, ...]]:
        """It does not take place, or does not go on."""
        self.check_state(UNDER_WAY)
        cancelled = self._become(State.CANCELLED, moment, _written(reason))
        return cancelled, (cancelled.told(events.ProgrammeCancelled),)

    def spend(self, spent: dict[int, int]) -> Self:
        """What was spent on lines of the budget so far, by their number from 1."""
        self.check_state(frozenset(State) - BEING_PLANNED - {State.CANCELLED})
        return replace(self, budget=spend(self.budget, spent))

    def check_session(self, on: date, mode: Mode) -> None:
        """A session lies on a day of the programme, in its mode unless that is hybrid."""
        if self.starts is None or self.ends is None or not self.starts <= on <= self.ends:
            raise refusals.OutsideProgramme(field="starts_at", on=on.isoformat())
        if self.mode not in (Mode.HYBRID, mode):
            raise refusals.ModeDoesNotFit(field="mode", mode=mode.value, programme=self.mode.value)

    def check_state(self, needed: Iterable[State]) -> None:
        """ProgrammeNotInState, with the states in which this is done."""
        if self.state not in needed:
            allowed = ", ".join(each.value for each in State if each in needed)
            raise refusals.ProgrammeNotInState(state=self.state.value, needed=allowed)

    def told(self, fact: type[F]) -> F:
        """A fact of its course, with what it says of every programme."""
        return fact(
            programme_id=self.id,
            field=self.field,
            kind=self.kind,
            mode=self.mode,
            form=self.form,
            starts=self.starts,
            ends=self.ends,
            places=self.places,
        )

    def _become(self, state: State, moment: Moment, why: str | None = None) -> Self:
        return replace(self, state=state, history=(*self.history, step(state, moment, why)))


def propose(programme: Programme, moment: Moment) -> tuple[Programme, events.ProgrammeProposed]:
    """Someone's proposal, with the first step of its history."""
    _check_whole(programme)
    proposed = replace(programme, history=(step(State.PROPOSED, moment),))
    return proposed, proposed.told(events.ProgrammeProposed)


def _check_whole(programme: Programme) -> None:
    if programme.starts and programme.ends and programme.ends < programme.starts:
        raise refusals.EndBeforeStart(
            field="ends", start=programme.starts.isoformat(), end=programme.ends.isoformat()
        )
    if programme.places < programme.minimum:
        raise refusals.FewerThanMinimum(
            field="places", places=programme.places, minimum=programme.minimum
        )
    if programme.no_cost and sums(programme.budget).planned:
        raise refusals.CostsSomething(field="no_cost")


def _written(reason: str) -> str:
    if not reason.strip():
        raise refusals.ReasonMissing(field="reason")
    return reason.strip()
