"""A person as training knows one: reachable how, living where, and who may join (R22, R26)."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from uuid import UUID

from training.domain.offer import AgeClass, Sex


class OrderState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`id` is registry's. `orders`: the state of each, by its id; a candidate has none yet."""

    id: UUID
    office_id: str
    version: int = 0
    sex: Sex | None = None
    age_class: AgeClass | None = None
    kecamatan: str | None = None
    device: str | None = None
    internet: str | None = None
    protected: bool = False
    officer_id: UUID | None = None
    interests: tuple[str, ...] = ()
    orders: dict[str, OrderState] = field(default_factory=dict)

    @property
    def may_join(self) -> bool:
        """Candidates and clients under an order in force may; nobody else (R22)."""
        return not self.orders or self.is_active

    @property
    def is_active(self) -> bool:
        """Under an order in force."""
        return OrderState.ACTIVE in self.orders.values()

    @property
    def can_be_asked(self) -> bool:
        """Whether somebody can go and ask: not of one whose orders were all taken back."""
        gone = {OrderState.SUSPENDED, OrderState.REVOKED}
        return not self.orders or not gone >= set(self.orders.values())

    def with_order(self, order_id: UUID, state: OrderState) -> Self:
        return replace(self, orders={**self.orders, str(order_id): state})

    def changed(
        self,
        *,
        sex: Sex | None,
        age_class: AgeClass,
        kecamatan: str | None,
        device: str | None,
        internet: str | None,
        protected: bool,
    ) -> Self:
        """As registry tells of the person now."""
        return replace(
            self,
            sex=sex,
            age_class=age_class,
            kecamatan=kecamatan,
            device=device,
            internet=internet,
            protected=protected,
        )

    def shown(self, name: str | None) -> str | None:
        """The name for lists: initials of someone under child protection (R6)."""
        if name is None or not self.protected:
            return name
        return " ".join(f"{each[0]}." for each in name.split())
