"""What happened to a person in the register, in the order in which it was recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from registry.domain.order import Order
from registry.domain.order_sentence import reckoning_of
from registry.domain.order_states import State, Transition
from registry.domain.person import Person
from registry.domain.proposal import Outcome, Proposal
from registry.domain.served_time import Step

_KINDS = {
    State.SUSPENDED: "order_suspended",
    State.ACTIVE: "order_reinstated",
    State.REVOKED: "order_revoked",
    State.COMPLETED: "order_completed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened: `on` the office's day of it where that is not the day of `at`.

    `facts` are codes, dates and numbers; `working` is how a date came about.
    """

    at: datetime
    on: date | None
    kind: str
    actor: str | None
    facts: dict[str, str | int] = field(default_factory=dict)
    working: tuple[Step, ...] | None = None


def timeline(person: Person, orders: Iterable[Order], proposals: Iterable[Proposal]) -> list[Line]:
    """Oldest first; of one instant, handovers come before what was changed."""
    orders = list(orders)
    lines = [
        *(line for each in orders for line in _of_order(each, orders)),
        *_changed(person),
        *(line for each in proposals for line in _of_proposal(each)),
    ]
    return sorted(lines, key=lambda each: each.at)


def _changed(person: Person) -> Iterator[Line]:
    for each in person.changes:
        facts: dict[str, str | int] = {"fields": ", ".join(each.names)}
        yield Line(at=each.at, on=None, kind="person_changed", actor=each.by, facts=facts)


def _of_order(order: Order, orders: list[Order]) -> Iterator[Line]:
    about: dict[str, str | int] = {"order_id": str(order.id), "number": order.number}
    yield Line(
        at=order.registered_at,
        on=order.handed_over,
        kind="handover_received",
        actor=order.registered_by,
        facts=about,
    )
    yield Line(
        at=order.registered_at,
        on=order.registered_on,
        kind="order_registered",
        actor=order.registered_by,
        facts={
            **about,
            "book": order.book,
            "scheme": order.decree.scheme,
            "start": order.decree.start.isoformat(),
            "end": order.decree.end.isoformat(),
        },
    )
    for each in order.history:
        reckoning = reckoning_of(order, orders) if each.entered is State.REVOKED else None
        yield Line(
            at=each.recorded_at,
            on=each.on,
            kind=_KINDS[each.entered],
            actor=each.by,
            facts={**about, **_papers(each), **_expiry(order, each)},
            working=reckoning.working if reckoning else None,
        )


def _papers(step: Transition) -> dict[str, str | int]:
    return {"document": step.document} if step.document else {}


def _expiry(order: Order, step: Transition) -> dict[str, str | int]:
    known = step.entered is State.REVOKED and order.expiry is not None
    return {"expiry": str(order.expiry)} if known else {}


def _of_proposal(proposal: Proposal) -> Iterator[Line]:
    about: dict[str, str | int] = {
        "proposal_id": str(proposal.id),
        "order_id": str(proposal.order_id),
        "grounds": proposal.grounds,
    }
    yield Line(
        at=proposal.received_at,
        on=None,
        kind="revocation_proposed",
        actor=proposal.proposed_by,
        facts=about,
    )
    decision = proposal.decision
    if decision is not None and decision.outcome is Outcome.REJECTED:
        yield Line(
            at=decision.recorded_at,
            on=decision.on,
            kind="proposal_rejected",
            actor=decision.by,
            facts=about,
        )
