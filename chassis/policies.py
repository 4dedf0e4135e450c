"""Policy packs as files: read strictly, so that a slip of the pen never becomes a rule."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from fractions import Fraction
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Any, Protocol, TypeVar

import msgspec
import yaml


class Pack(Protocol):
    """A regulation in force on the days [valid_from, valid_to)."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


P = TypeVar("P", bound=Pack)
EVERYTHING = ("",)


class PolicyFileRefused(ValueError):
    """A pack cannot be used: the message names the file and the key."""


def load_packs(
    sources: Iterable[Traversable],
    shape: type[P],
    *,
    faults: Callable[[P], Iterable[str]],
    covers: Callable[[P], Collection[str]] = lambda _: EVERYTHING,
) -> tuple[P, ...]:
    """Every `*.yaml` of `sources`, oldest first.

    `faults`: what is wrong within a pack, as `key: what`; `covers`: what it is for. Two that are in
    force at once for the same are refused.
    """
    packs = [
        (each.name, _read(each, shape, faults)) for each in sources if each.name.endswith(".yaml")
    ]
    packs.sort(key=lambda each: (each[1].valid_from, each[0]))
    for (earlier_name, earlier), (later_name, later) in combinations(packs, 2):
        shared = set(covers(earlier)) & set(covers(later))
        if shared and (earlier.valid_to is None or later.valid_from < earlier.valid_to):
            what = f"{later_name}: valid_from: in force with {earlier_name} {' '.join(shared)}"
            raise PolicyFileRefused(what.rstrip())
    return tuple(pack for _, pack in packs)


def _read(source: Traversable, shape: type[P], faults: Callable[[P], Iterable[str]]) -> P:
    try:
        written = yaml.safe_load(source.read_text(encoding="utf-8"))
        pack = msgspec.convert(written, shape, dec_hook=_share)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise PolicyFileRefused(f"{source.name}: {error}") from error
    if pack.valid_to is not None and pack.valid_to <= pack.valid_from:
        raise PolicyFileRefused(f"{source.name}: valid_to: not after valid_from")
    for fault in faults(pack):
        raise PolicyFileRefused(f"{source.name}: {fault}")
    return pack


def _share(shape: type[Any], written: Any) -> Fraction:
    """A share between 0 and 1, written as `1/2`; msgspec adds the key to the message."""
    if shape is not Fraction or not isinstance(written, str):
        raise TypeError(f"Expected a fraction such as `1/2`, got `{written!r}`")
    try:
        share = Fraction(written)
    except ZeroDivisionError as error:
        raise ValueError(f"Expected a share between 0 and 1, got `{written}`") from error
    if not 0 <= share <= 1:
        raise ValueError(f"Expected a share between 0 and 1, got `{written}`")
    return share
