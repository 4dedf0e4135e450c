"""The entry of a handover in a register book, by which an order begins (R3)."""

from uuid import UUID

from registry import events
from registry.domain.act import Act
from registry.domain.ages import age_class
from registry.domain.books import Book
from registry.domain.handover import Handover
from registry.domain.names import prosecutor_code
from registry.domain.order import Order
from registry.domain.person import Person


def registered(
    handover: Handover,
    *,
    id: UUID,
    person: Person,
    book: Book,
    number: str,
    warnings: tuple[str, ...],
    act: Act,
) -> tuple[Order, tuple[events.HandoverReceived, events.OrderRegistered]]:
    """A handover entered in its book, under the number that it keeps."""
    decree, known = handover.order, person.particulars
    order = Order(
        id=id,
        office_id=person.office_id,
        person_id=person.id,
        decree=decree,
        handed_over=handover.handed_over,
        prosecutor=handover.prosecutor,
        book=book,
        number=number,
        registered_on=act.today,
        registered_at=act.at,
        registered_by=act.by,
        warnings=warnings,
        protected_until=person.protected_until,
        conviction=handover.sentence,
        extra=handover.extra,
    )
    prosecutor = prosecutor_code(handover.prosecutor)
    received = events.HandoverReceived(
        order_id=id,
        person_id=person.id,
        handed_over=handover.handed_over,
        prosecutor=prosecutor,
    )
    entered = events.OrderRegistered(
        order_id=id,
        person_id=person.id,
        scheme=decree.scheme,
        decree_date=decree.decree_date,
        start=decree.start,
        end=decree.end,
        handed_over=handover.handed_over,
        book=book,
        number=number,
        kecamatan=person.kecamatan,
        phone_known=person.phone_known,
        age_class=age_class(handover.person.birth_date, handover.handed_over),
        device=known.device,
        internet=known.internet,
        prosecutor=prosecutor,
    )
    return order, (received, entered)
