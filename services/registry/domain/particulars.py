"""Two accounts of one person made into one, and what differs between them (R1, R4)."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from registry.domain.handover import Address, Guarantor, Particulars

T = TypeVar("T", Particulars, Guarantor)

_FILLED = (
    "alias",
    "nik",
    "sex",
    "birth_place",
    "education",
    "occupation",
    "device",
    "internet",
)


def joined(known: Particulars, told: Particulars, *, later: bool) -> Particulars:
    """What the later account says holds, the other fills its gaps; name and birth date stay.

    An address is taken whole, and so is a telephone with how it was written.
    """
    over, under = (told, known) if later else (known, told)
    filled: dict[str, Any] = {
        name: _first(getattr(over, name), getattr(under, name)) for name in _FILLED
    }
    reached = over if over.phone or over.phone_written else under
    return replace(
        known,
        **filled,
        address=over.address if over.address != Address() else under.address,
        phone=reached.phone,
        phone_written=reached.phone_written,
    )


def guarantor_of_both(known: Guarantor, told: Guarantor, *, later: bool) -> Guarantor:
    """The guarantor of the later account that names one, whole."""
    over, under = (told, known) if later else (known, told)
    return over if over.name or over.phone or over.phone_written else under


def corrected(account: T, given: Mapping[str, Any]) -> T:
    """The account with these fields as given; of an address only the parts that are."""
    plain = {name: each for name, each in given.items() if name != "address"}
    if isinstance(given.get("address"), Mapping):
        plain["address"] = replace(account.address or Address(), **given["address"])  # type: ignore[type-var]
    elif "address" in given:
        plain["address"] = given["address"]
    return replace(account, **plain)


def differing(one: T, other: T) -> tuple[str, ...]:
    """The names of the fields that are not the same."""
    return tuple(
        each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)
    )


def _first(one: object, other: object) -> object:
    return other if one is None else one
