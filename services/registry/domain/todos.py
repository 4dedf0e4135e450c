"""What is still to be found out about a client: to-dos, never gates (R4, R6, R9)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from registry.domain.order import Order
from registry.domain.order_states import LEADS_TO
from registry.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """`code` says what is missing, `due` is the last day for it."""

    code: str
    due: date


def open_todos(
    order: Order, person: Person, days: Mapping[str, int], *, today: date
) -> tuple[Todo, ...]:
    """What an officer must still find out, `days` after the registration for each code.

    A final order has none. One thing to do is one to-do: a guardian whom nobody can ring is not
    also a guarantor without a telephone.
    """
    if not LEADS_TO[order.state]:
        return ()
    return tuple(
        Todo(code=code, due=order.registered_on + timedelta(days=days[code]))
        for code in _missing(person, today)
    )


def _missing(person: Person, today: date) -> Iterator[str]:
    if person.guarantor.phone is None:
        if person.is_protected(today):
            yield "guardian_contact_absent"
        elif person.guarantor.phone_written:
            yield "guarantor_phone_unreadable"
        else:
            yield "guarantor_phone_absent"
    if person.particulars.phone_written:
        yield "phone_unreadable"
    if person.particulars.nik is None:
        yield "nik_absent"
