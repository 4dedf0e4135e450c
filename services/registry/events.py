"""What the registry publishes: ids, codes and dates, never who someone is or what they did.

Codes are those of the domain, as plain text. Days are the office's; an order is in force on the
days [start, end). `phone_known`: there is any number to ring, the client's own or the
guarantor's. `kecamatan` is as written, in small letters.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.events import fact


@fact("registry.person-recorded", subject="person_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecorded:
    """Someone is known to the office. `age_class` and `protected` are of this day."""

    person_id: UUID
    kecamatan: str | None
    sex: str | None
    age_class: str
    protected: bool
    device: str | None
    internet: str | None
    phone_known: bool


@fact("registry.person-changed", subject="person_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged:
    """What is known of someone is another; the fields say how it is now."""

    person_id: UUID
    kecamatan: str | None
    sex: str | None
    age_class: str
    protected: bool
    device: str | None
    internet: str | None
    phone_known: bool


@fact("registry.handover-received", subject="order_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReceived:
    """A prison handed someone over to the office. `prosecutor` is as in order-registered."""

    order_id: UUID
    person_id: UUID
    handed_over: date
    prosecutor: str | None


@fact("registry.order-registered", subject="order_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRegistered:
    """An order stands in a register book. `age_class` is that of the day of handover.

    `prosecutor`: the code of the office that supervises too, `kejaksaan-negeri-jakarta-timur`.
    """

    order_id: UUID
    person_id: UUID
    scheme: str
    decree_date: date
    start: date
    end: date
    handed_over: date
    book: str
    number: str
    kecamatan: str | None
    phone_known: bool
    age_class: str
    device: str | None
    internet: str | None
    prosecutor: str | None


@fact("registry.order-suspended", subject="order_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSuspended:
    """The head of office revoked the order for the time being, on a proposal or without one."""

    order_id: UUID
    person_id: UUID
    on: date
    proposal_id: UUID | None


@fact("registry.order-reinstated", subject="order_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReinstated:
    """The suspension was annulled: the order goes on, with its old dates."""

    order_id: UUID
    person_id: UUID
    on: date


@fact("registry.order-revoked", subject="order_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRevoked:
    """The client is back in prison. `expiry` is None where the papers do not give it."""

    order_id: UUID
    person_id: UUID
    revoked_on: date
    re_entry: date
    not_counted_days: int
    expiry: date | None


@fact("registry.order-completed", subject="order_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCompleted:
    """The order ran to its end, and the head of office closed it."""

    order_id: UUID
    person_id: UUID
    on: date


@fact("registry.proposal-rejected", subject="proposal_id")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRejected:
    """The head of office does not revoke: the order goes on."""

    proposal_id: UUID
    order_id: UUID
    person_id: UUID
    on: date
