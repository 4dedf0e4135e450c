"""Partners and their agreements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from training.domain.partner import Agreement, Partner, PartnerKind
from training.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartner:
    name: str
    kind: PartnerKind
    fields: tuple[str, ...] = ()
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePartner:
    """`changes`: the partner's fields by name."""

    partner_id: UUID
    version: int | None
    changes: Mapping[str, Any]


def add_partner(unit: Unit, order: AddPartner) -> Partner:
    return unit.partners.add(
        Partner(
            id=new_id(),
            office_id=unit.office_id,
            name=order.name,
            kind=order.kind,
            fields=order.fields,
            agreement=order.agreement,
        )
    )


def change_partner(unit: Unit, order: ChangePartner) -> Partner:
    """Such as a new agreement. Programmes under way are checked again when they are opened."""
    partner = unit.partners.get(order.partner_id, order.version)
    return unit.partners.save(replace(partner, **order.changes))
