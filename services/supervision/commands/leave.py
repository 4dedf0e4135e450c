"""An officer's leave: the client need not come, or need not come in person (R11)."""

from dataclasses import dataclass
from uuid import UUID

from supervision.commands.owed import own_obligation
from supervision.domain.obligation import Obligation
from supervision.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveLeave:
    """An excuse or a dispensation, with its reason."""

    obligation_id: UUID
    reason: str
    version: int | None = None


def excuse(unit: Unit, order: GiveLeave) -> Obligation:
    """The client need not come in this window."""
    obligation = own_obligation(unit, order.obligation_id, order.version)
    excused, happened = obligation.excuse(order.reason, unit.actor.id)
    saved = unit.obligations.save(excused)
    unit.publish(*happened)
    return saved


def dispense(unit: Unit, order: GiveLeave) -> Obligation:
    """A meeting owed in person may be held from afar, this once."""
    obligation = own_obligation(unit, order.obligation_id, order.version)
    saved = unit.obligations.save(obligation.dispense(order.reason, unit.actor.id))
    unit.history.note(
        "obligation-dispensed",
        obligation.person_id,
        unit.today,
        obligation_id=obligation.id,
        case_id=obligation.case_id,
        kind=obligation.kind,
    )
    return saved
