"""Handovers, persons and orders for tests: only what matters is named."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from registry.domain.act import Act
from registry.domain.books import book_of, register_number
from registry.domain.entry import registered
from registry.domain.handover import (
    Address,
    Conviction,
    Decree,
    Guarantor,
    Handover,
    Particulars,
)
from registry.domain.identity import Sex
from registry.domain.order import Order
from registry.domain.person import Person
from registry.domain.schemes import Scheme
from registry.domain.sentence import Term

OFFICE = "jakarta-timur-utara"
HIS = "3175991211870001"
HERS = "3175995211870002"


def day(text: str) -> date:
    return date.fromisoformat(text)


def an_act(on: str = "2021-10-18", *, by: str = "registrar") -> Act:
    """Somebody does something at 08:00 WIB of a day."""
    today = day(on)
    at = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)
    return Act(by=by, at=at, today=today)


def a_handover(
    *,
    name: str = "Slamet Riyadi",
    nik: str | None = HIS,
    born: str = "1987-11-12",
    decree: str = "W10-1001/2021",
    scheme: Scheme = Scheme.ASIMILASI_RUMAH,
    handed_over: str = "2021-10-18",
    start: str = "2021-10-18",
    end: str = "2022-06-20",
    detained: str = "2020-12-20",
    term: Term | None = Term(years=1, months=6),  # noqa: B008 a frozen value
    offence_date: str | None = None,
    guarantor: Guarantor | None = None,
    **particulars: Any,
) -> Handover:
    """The worked example of served time, unless said otherwise."""
    return Handover(
        person=Particulars(
            name=name,
            nik=nik,
            birth_date=day(born),
            **{"sex": Sex.MALE, "address": Address(kecamatan="Cakung"), **particulars},
        ),
        guarantor=guarantor or Guarantor(name="Wulan", phone="+6281200040871"),
        order=Decree(
            scheme=scheme,
            decree_number=decree,
            decree_date=day("2021-10-15"),
            start=day(start),
            end=day(end),
        ),
        sentence=Conviction(
            detained_from=day(detained),
            term=term,
            offence_date=day(offence_date) if offence_date else None,
        ),
        handed_over=day(handed_over),
    )


def a_person(on: str = "2021-10-18", **handover: Any) -> Person:
    """One who was first seen in such a handover."""
    person, _ = Person.first_seen(
        a_handover(**handover), id=new_id(), office_id=OFFICE, act=an_act(on)
    )
    return person


def an_order(
    *,
    person: Person | None = None,
    warnings: tuple[str, ...] = (),
    id: UUID | None = None,
    **handover: Any,
) -> Order:
    """The order of such a handover, active."""
    given = a_handover(**handover)
    who = person or a_person(**handover)
    book = book_of(given.order.scheme, given.person.birth_date, given.handed_over)
    order, _ = registered(
        given,
        id=id or new_id(),
        person=who,
        book=book,
        number=register_number(book, 1, given.handed_over.year),
        warnings=warnings,
        act=an_act(given.handed_over.isoformat()),
    )
    return replace(order, version=1)


def suspended(order: Order, on: str = "2021-12-06", **more: Any) -> Order:
    """The order, revoked for the time being."""
    given: dict[str, Any] = {"decree_number": "W10-2001/2021", "reason": "tidak melapor", **more}
    found, _ = order.suspend(on=day(on), act=an_act(on, by="head"), **given)
    return found


def back(order: Order, on: str = "2021-12-08") -> Order:
    """The order, its client back in prison."""
    return order.re_enter(on=day(on), act=an_act(on))
