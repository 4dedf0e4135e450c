"""Subscriptions, cases and events with good defaults: name only what matters."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from agencies.domain.case import Case
from agencies.domain.subscription import Cases, Subscription, propose
from chassis.envelope import Envelope
from chassis.ids import new_id

OFFICE = "jakarta-timur-utara"
KEJARI = "kejaksaan-negeri-jakarta-timur"
JUNE_1 = datetime(2021, 6, 1, 1, tzinfo=UTC)
JUNE_2 = datetime(2021, 6, 2, 1, tzinfo=UTC)


def a_proposal(
    *events: str,
    cases: Cases = Cases.OWN,
    prosecutor: str | None = KEJARI,
    by: str = "operator",
) -> Subscription:
    return propose(
        id=new_id(),
        office_id=OFFICE,
        agency="kejari-jaktim",
        name="Kejari Jakarta Timur",
        events=events or ("registry.order-*",),
        cases=cases,
        prosecutor=prosecutor,
        by=by,
        at=JUNE_1,
    )


def a_subscription(*events: str, **more: Any) -> Subscription:
    """Approved by the head on 1 June 2021."""
    return a_proposal(*events, **more).approve(by="head", at=JUNE_1)


def of_everything(*events: str) -> Subscription:
    return a_subscription(*(events or ("*",)), cases=Cases.ALL, prosecutor=None)


def a_case(prosecutor: str | None = KEJARI) -> Case:
    return Case(id=uuid4(), office_id=OFFICE, person_id=uuid4(), prosecutor=prosecutor)


def an_event(kind: str, *, person: UUID | None = None, **data: Any) -> Envelope:
    """As its publisher sent it."""
    service = kind.split(".")[0]
    return Envelope(
        id=new_id(),
        source=f"/offices/{OFFICE}/{service}",
        type=f"pamong.{kind}.v1",
        subject=str(uuid4()),
        time=JUNE_2,
        dataschema=f"/v1/schemas/pamong.{kind}.v1.json",
        sequence=f"{7:020}",
        position=99,
        personid=person,
        correlationid="a request",
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        data=data,
    )
