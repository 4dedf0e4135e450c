"""What supervision's facts mean here; a case there has the id of its order here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.handlers import follows
from registry.domain.proposal import Proposal
from registry.store import RegistryUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationProposed:
    proposal_id: UUID
    order_id: UUID
    grounds: str
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionStarted:
    case_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAssigned:
    case_id: UUID
    officer_id: UUID


@follows("supervision.revocation-proposed", version=1)
def await_decision(unit: RegistryUnit, event: RevocationProposed) -> None:
    """The proposal waits for the head of office, who alone decides (R16)."""
    order = unit.orders.get(event.order_id)
    if unit.proposals.get_or_none(event.proposal_id) is None:
        unit.proposals.add(
            Proposal(
                id=event.proposal_id,
                office_id=order.office_id,
                order_id=order.id,
                person_id=order.person_id,
                grounds=event.grounds,
                proposed_by=event.proposed_by,
                received_at=unit.now,
            )
        )


@follows("supervision.supervision-started", version=1, reads={"orders": "case_id"})
def note_first_contact(unit: RegistryUnit, event: SupervisionStarted) -> None:
    """The register says since when the client is supervised (R2)."""
    unit.orders.save(unit.orders.get(event.case_id).supervised(event.on))


@follows("supervision.officer-assigned", version=1, reads={"orders": "case_id"})
def note_officer(unit: RegistryUnit, event: OfficerAssigned) -> None:
    """The register says who answers for the client."""
    order = unit.orders.get(event.case_id)
    if order.officer_id != event.officer_id:
        unit.orders.save(order.assigned(event.officer_id))
