"""An order on record: its entry in the book and its states (R1, R3, R16)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from registry import events
from registry.domain import refusals
from registry.domain.act import Act
from registry.domain.books import Book
from registry.domain.handover import Conviction, Decree, ExtraCell
from registry.domain.order_states import State, Transition, check_transition
from registry.domain.sentence import Episode


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One person under one decree, entered in a book for good; `id` is also that of its case.

    `expiry` is when the term ends, as reckoned at the last step; None while that is not known.
    `warnings`: codes of what was odd about the handover.
    """

    id: UUID
    office_id: str
    version: int = 0
    person_id: UUID
    decree: Decree
    handed_over: date
    prosecutor: str | None = None
    book: Book
    number: str
    registered_on: date
    registered_at: datetime
    registered_by: str
    warnings: tuple[str, ...] = ()
    state: State = State.ACTIVE
    expiry: date | None = None
    officer_id: UUID | None = None
    supervised_since: date | None = None
    protected_until: date | None = None
    conviction: Conviction
    extra: tuple[ExtraCell, ...] = ()
    history: tuple[Transition, ...] = ()

    @property
    def suspended_on(self) -> date | None:
        """The day of the suspension that stands."""
        stands = self.state in (State.SUSPENDED, State.REVOKED)
        return self._day_of(State.SUSPENDED) if stands else None

    @property
    def re_entry(self) -> date | None:
        """The day of the return to prison."""
        return self._day_of(State.REVOKED)

    @property
    def episode(self) -> Episode:
        """The time outside under this order, lost from its start if it was revoked."""
        return Episode(
            scheme=self.decree.scheme,
            start=self.decree.start,
            revoked=self.suspended_on,
            re_entry=self.re_entry,
        )

    def suspend(
        self,
        *,
        decree_number: str | None,
        on: date,
        reason: str | None,
        act: Act,
        proposal_id: UUID | None = None,
    ) -> tuple[Self, events.OrderSuspended]:
        """The head of office revokes for the time being, by a decree of a day of the order."""
        check_transition(self.state, State.SUSPENDED)
        if not decree_number:
            raise refusals.DecreeNumberMissing(field="decree_number")
        _check_happened(on, act)
        if on < self.decree.start:
            raise refusals.BeforeOrder(
                field="on", on=on.isoformat(), start=self.decree.start.isoformat()
            )
        if on >= self.decree.end:
            raise refusals.AfterOrder(
                field="on", on=on.isoformat(), end=self.decree.end.isoformat()
            )
        suspended = self._to(
            State.SUSPENDED,
            on,
            act,
            reason=reason,
            document=decree_number,
            proposal_id=proposal_id,
        )
        return suspended, events.OrderSuspended(**self._ids, on=on, proposal_id=proposal_id)

    def reinstate(self, *, on: date, reason: str, act: Act) -> tuple[Self, events.OrderReinstated]:
        """The suspension is annulled, as if it had not been: the old dates come back."""
        check_transition(self.state, State.ACTIVE)
        self._check_after_suspension(on, act)
        reinstated = self._to(State.ACTIVE, on, act, reason=reason)
        return reinstated, events.OrderReinstated(**self._ids, on=on)

    def re_enter(self, *, on: date, act: Act) -> Self:
        """The prison confirms that the client is back: the revocation is final."""
        check_transition(self.state, State.REVOKED)
        self._check_after_suspension(on, act)
        return self._to(State.REVOKED, on, act)

    def complete(
        self, *, letter_number: str, on: date, act: Act
    ) -> tuple[Self, events.OrderCompleted]:
        """The head of office closes an order that has run to its end."""
        check_transition(self.state, State.COMPLETED)
        end = self.decree.end.isoformat()
        if act.today < self.decree.end:
            raise refusals.OrderNotOver(end=end)
        _check_happened(on, act)
        if on < self.decree.end:
            raise refusals.BeforeEnd(field="on", on=on.isoformat(), end=end)
        completed = self._to(State.COMPLETED, on, act, document=letter_number)
        return completed, events.OrderCompleted(**self._ids, on=on)

    def assigned(self, officer_id: UUID) -> Self:
        """The officer who answers for the client now."""
        return replace(self, officer_id=officer_id)

    def supervised(self, since: date) -> Self:
        """The client was met for the first time."""
        return replace(self, supervised_since=since)

    @property
    def _ids(self) -> dict[str, Any]:
        return {"order_id": self.id, "person_id": self.person_id}

    def _day_of(self, state: State) -> date | None:
        return next((each.on for each in reversed(self.history) if each.entered is state), None)

    def _to(self, state: State, on: date, act: Act, **more: Any) -> Self:
        step = Transition(
            left=self.state, entered=state, on=on, recorded_at=act.at, by=act.by, **more
        )
        return replace(self, state=state, history=(*self.history, step))

    def _check_after_suspension(self, on: date, act: Act) -> None:
        _check_happened(on, act)
        suspended = self.suspended_on
        if suspended is not None and on < suspended:
            raise refusals.BeforeSuspension(
                field="on", on=on.isoformat(), suspended=suspended.isoformat()
            )


def _check_happened(on: date, act: Act) -> None:
    if on > act.today:
        raise refusals.DatedInFuture(field="on", on=on.isoformat(), today=act.today.isoformat())
