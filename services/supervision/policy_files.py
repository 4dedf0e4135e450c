"""Policy packs as files: read strictly, so that a slip of the pen never becomes a rule."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Any

import msgspec
import yaml

from supervision.domain.policies import Policy


class PolicyFileRefused(ValueError):
    """A pack cannot be used: the message names the file and the key."""


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """The packs that come with Pamong."""
    return load_policies(files("supervision").joinpath("policies").iterdir())


def caseload_limit(day: date) -> int:
    """Cases per officer above which the supervisor is warned: the strictest pack of that day."""
    packs = shipped_policies()
    in_force = [each for each in packs if each.is_in_force(day)]
    return min(each.caseload_limit for each in in_force or packs)


def load_policies(sources: Iterable[Traversable]) -> tuple[Policy, ...]:
    """Every `*.yaml` of `sources`, by name; two in force at once for a scheme are refused."""
    packs = [
        (each.name, _read(each))
        for each in sorted(sources, key=lambda each: each.name)
        if each.name.endswith(".yaml")
    ]
    for (first_name, first), (second_name, second) in combinations(packs, 2):
        shared = set(first.schemes) & set(second.schemes)
        if shared and (
            first.is_in_force(second.valid_from) or second.is_in_force(first.valid_from)
        ):
            raise PolicyFileRefused(
                f"{second_name}: valid_from: in force together with {first_name}"
                f" for {', '.join(sorted(shared))}"
            )
    return tuple(pack for _, pack in packs)


def _read(source: Traversable) -> Policy:
    try:
        written = yaml.safe_load(source.read_text(encoding="utf-8"))
        pack = msgspec.convert(written, Policy, dec_hook=_fraction)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise PolicyFileRefused(f"{source.name}: {error}") from error
    if pack.valid_to is not None and pack.valid_to <= pack.valid_from:
        raise PolicyFileRefused(f"{source.name}: valid_to: not after valid_from")
    if len({duty.kind for duty in pack.duties}) < len(pack.duties):
        raise PolicyFileRefused(f"{source.name}: duties: a kind twice")
    return pack


def _fraction(shape: type[Any], written: Any) -> Fraction:
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
