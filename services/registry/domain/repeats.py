"""When two rows are one handover: the same person under the same decree (R1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from registry.domain.handover import Handover
from registry.domain.names import same_name_key

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what a handover is known again. Case and spaces make no difference.

    The same person is the same NIK, or, where one of the two has none, the same name and birth
    date.
    """

    decree: str
    nik: str | None
    name: str
    birth_date: date


def identity_of(handover: Handover) -> Identity:
    """The identity of a handover, its decree's number without spaces."""
    person = handover.person
    return Identity(
        decree=decree_key(handover.order.decree_number),
        nik=person.nik,
        name=same_name_key(person.name),
        birth_date=person.birth_date,
    )


def decree_key(number: str) -> str:
    """Equal for one number written in other case or with other spaces."""
    return "".join(number.casefold().split())


@dataclass(slots=True)
class Seen:
    """The handovers met so far, as hashes: sixteen bytes for each of two keys, no names."""

    _keys: set[bytes] = field(default_factory=set)

    def repeats(self, handover: Handover) -> bool:
        """Whether it was met before; if not, it has been now."""
        who = identity_of(handover)
        if not self._keys.isdisjoint(_hashed(keys_to_look_for(who))):
            return True
        self._keys.update(_hashed(keys_to_leave(who)))
        return False


def keys_to_look_for(who: Identity) -> Iterator[Key]:
    """One with a NIK meets its NIK, and its name where no NIK was left with that."""
    if who.nik:
        yield ("nik", who.decree, who.nik)
        yield ("name without nik", who.decree, who.name, str(who.birth_date))
    else:
        yield ("name", who.decree, who.name, str(who.birth_date))


def keys_to_leave(who: Identity) -> Iterator[Key]:
    """What a handover that was recorded is found by. Two that repeat each other share one."""
    yield ("name", who.decree, who.name, str(who.birth_date))
    if who.nik:
        yield ("nik", who.decree, who.nik)
    else:
        yield ("name without nik", who.decree, who.name, str(who.birth_date))


def _hashed(keys: Iterator[Key]) -> list[bytes]:
    return [blake2b("\0".join(key).encode(), digest_size=16).digest() for key in keys]
