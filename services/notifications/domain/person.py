"""What notifications keeps of a person: no name, no number, only whether and how to tell (R35)."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from uuid import UUID

from notifications import events
from notifications.domain.reach import Channel, To, Way


class Standing(StrEnum):
    """Where an order is, as far as messages go."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`orders`: the standing of each order by its id; `unreachable`: ways that lead nowhere,
    until the contacts change; `refused`: ways that the person does not want."""

    id: UUID
    office_id: str
    version: int = 0
    protected: bool = False
    officer_id: UUID | None = None
    orders: dict[str, Standing] = field(default_factory=dict)
    unreachable: tuple[Way, ...] = ()
    refused: tuple[Way, ...] = ()
    guarantor_copy: bool = False

    @property
    def barred(self) -> tuple[Way, ...]:
        return (*self.unreachable, *self.refused)

    def may_be_told(self, order_id: UUID | None) -> bool:
        """Whether messages about this order, or about none in particular, may still go out."""
        if order_id is not None:
            return self.orders.get(str(order_id), Standing.ACTIVE) is Standing.ACTIVE
        return not self.orders or Standing.ACTIVE in self.orders.values()

    def with_order(self, order_id: UUID, standing: Standing) -> Self:
        return replace(self, orders={**self.orders, str(order_id): standing})

    def with_officer(self, officer_id: UUID) -> Self:
        return replace(self, officer_id=officer_id)

    def with_changed_contacts(self, *, protected: bool) -> Self:
        """New numbers may be reached where the old ones were not."""
        return replace(self, protected=protected, unreachable=())

    def unreached(self, way: Way) -> tuple[Self, tuple[events.ChannelUnreachable, ...]]:
        """This way leads nowhere; told once."""
        if way in self.unreachable:
            return self, ()
        told = events.ChannelUnreachable(
            person_id=self.id, to=way.to.value, channel=way.channel.value
        )
        return replace(self, unreachable=(*self.unreachable, way)), (told,)

    def opted_out(self, way: Way) -> Self:
        """The person asked the carrier for no more of these."""
        return self if way in self.refused else replace(self, refused=(*self.refused, way))

    def with_wishes(self, *, refuses: frozenset[Channel], guarantor_copy: bool) -> Self:
        """What the person wants, as told to an officer; a call cannot be refused."""
        refused = tuple(
            Way(To.CLIENT, each) for each in (Channel.WHATSAPP, Channel.SMS) if each in refuses
        )
        return replace(self, refused=refused, guarantor_copy=guarantor_copy)
