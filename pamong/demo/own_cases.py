"""What by the registry's own feed belongs to an agency, to be held against what it was told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import msgspec

from pamong.demo.agency import Agency

REGISTERED, OF_ORDERS = "registry.order-registered", "registry.order-"


@dataclass(slots=True, kw_only=True)
class OwnCases:
    """Orders that name the agency, and the events of them since it was let in, kinds by id."""

    prosecutor: str
    since: datetime
    orders: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, agency: Agency) -> Self:
        return cls(prosecutor=agency.prosecutor, since=agency.since)

    def hear(self, kind: str, id_: str, at: str, data: msgspec.Raw | bytes) -> None:
        """The registry's next event; an order is registered before anything else befalls it."""
        if not kind.startswith(OF_ORDERS):
            return
        facts: dict[str, Any] = msgspec.json.decode(data)
        if kind == REGISTERED and facts["prosecutor"] == self.prosecutor:
            self.orders.add(facts["order_id"])
        if facts["order_id"] in self.orders and datetime.fromisoformat(at) >= self.since:
            self.kinds[id_] = kind
