"""What others' facts mean here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.handlers import follows
from supervision.commands.begin import BeginSupervision, begin_supervision
from supervision.commands.officers import UserNow, know_user
from supervision.commands.order import (
    EndCase,
    ReinstateCase,
    RejectProposal,
    SuspendCase,
    end_case,
    reinstate_case,
    reject_proposal,
    suspend_case,
)
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNow:
    """How it is with a person, as the registry tells it."""

    person_id: UUID
    kecamatan: str | None = None
    sex: str | None = None
    age_class: str | None = None
    protected: bool = False
    device: str | None = None
    internet: str | None = None
    phone_known: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRegistered:
    order_id: UUID
    person_id: UUID
    scheme: str
    decree_date: date
    start: date
    end: date
    handed_over: date
    kecamatan: str | None
    phone_known: bool
    age_class: str | None = None
    device: str | None = None
    internet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSuspended:
    order_id: UUID
    on: date
    proposal_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReinstated:
    order_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRevoked:
    order_id: UUID
    revoked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCompleted:
    order_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRejected:
    proposal_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged:
    user_id: UUID
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    active: bool


@follows("registry.person-recorded", version=1)
def know_person(unit: Unit, event: PersonNow) -> None:
    """What lists show of a person; the name is asked for (`chassis.names`)."""
    unit.calendars.of_office()
    unit.people.told(event.person_id, _codes(event))


@follows("registry.person-changed", version=1)
def know_person_anew(unit: Unit, event: PersonNow) -> None:
    """The same, and the name may be another."""
    know_person(unit, event)


@follows("registry.order-registered", version=1)
def begin(unit: Unit, event: OrderRegistered) -> None:
    """An order in force has an officer and obligations the same day, telephone or not."""
    unit.people.expect(
        event.person_id,
        {
            "kecamatan": event.kecamatan,
            "age_class": event.age_class,
            "device": event.device,
            "internet": event.internet,
            "phone_known": event.phone_known,
            "protected": event.age_class == "child",
        },
    )
    begin_supervision(
        unit,
        BeginSupervision(
            order_id=event.order_id,
            person_id=event.person_id,
            scheme=event.scheme,
            decree_date=event.decree_date,
            start=event.start,
            end=event.end,
            handed_over=event.handed_over,
            kecamatan=event.kecamatan,
            phone_known=event.phone_known,
        ),
    )


@follows("registry.order-suspended", version=1)
def suspend(unit: Unit, event: OrderSuspended) -> None:
    """Nothing is owed until it is decided further; the proposal behind it is decided."""
    suspend_case(
        unit, SuspendCase(case_id=event.order_id, on=event.on, proposal_id=event.proposal_id)
    )


@follows("registry.order-reinstated", version=1)
def reinstate(unit: Unit, event: OrderReinstated) -> None:
    """Windows are owed again from that day."""
    reinstate_case(unit, ReinstateCase(case_id=event.order_id, on=event.on))


@follows("registry.order-revoked", version=1)
def end_revoked(unit: Unit, event: OrderRevoked) -> None:
    """The client is back in prison: supervision has ended."""
    end_case(unit, EndCase(case_id=event.order_id, on=event.revoked_on))


@follows("registry.order-completed", version=1)
def end_completed(unit: Unit, event: OrderCompleted) -> None:
    """The order ran to its end: supervision has ended."""
    end_case(unit, EndCase(case_id=event.order_id, on=event.on))


@follows("registry.proposal-rejected", version=1)
def reject(unit: Unit, event: ProposalRejected) -> None:
    """The case goes on."""
    reject_proposal(unit, RejectProposal(proposal_id=event.proposal_id, on=event.on))


@follows("identity.user-changed", version=1)
def know_officer(unit: Unit, event: UserChanged) -> None:
    """Who may be given cases."""
    know_user(
        unit,
        UserNow(
            user_id=event.user_id,
            roles=event.roles,
            offices=event.offices,
            active=event.active,
        ),
    )


def _codes(event: PersonNow) -> dict[str, object]:
    return {
        "kecamatan": event.kecamatan,
        "sex": event.sex,
        "age_class": event.age_class,
        "protected": event.protected,
        "device": event.device,
        "internet": event.internet,
        "phone_known": event.phone_known,
    }
