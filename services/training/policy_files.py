"""Policy packs as files: read strictly, so that a slip of the pen never becomes a rule."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

import msgspec
import yaml

from training.domain.policies import Policy


class PolicyFileRefused(ValueError):
    """A pack cannot be used: the message names the file and the key."""


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """The packs that come with Pamong."""
    return load_policies(files("training").joinpath("policies").iterdir())


def load_policies(sources: Iterable[Traversable]) -> tuple[Policy, ...]:
    """Every `*.yaml` of `sources`, oldest first; two in force at once are refused."""
    packs = [(each.name, _read(each)) for each in sources if each.name.endswith(".yaml")]
    packs.sort(key=lambda each: each[1].valid_from)
    for (earlier_name, earlier), (later_name, later) in pairwise(packs):
        if earlier.is_in_force(later.valid_from):
            raise PolicyFileRefused(f"{later_name}: valid_from: in force with {earlier_name}")
    return tuple(pack for _, pack in packs)


def _read(source: Traversable) -> Policy:
    try:
        written = yaml.safe_load(source.read_text(encoding="utf-8"))
        pack = msgspec.convert(written, Policy, dec_hook=_share)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise PolicyFileRefused(f"{source.name}: {error}") from error
    if pack.valid_to is not None and pack.valid_to <= pack.valid_from:
        raise PolicyFileRefused(f"{source.name}: valid_to: not after valid_from")
    if list(pack.follow_up_days) != sorted(set(pack.follow_up_days)):
        raise PolicyFileRefused(f"{source.name}: follow_up_days: not in rising order")
    return pack


def _share(shape: type[Any], written: Any) -> Fraction:
    """A share above 0 and up to 1, written as `4/5`; msgspec adds the key to the message."""
    if shape is not Fraction or not isinstance(written, str):
        raise TypeError(f"Expected a fraction such as `4/5`, got `{written!r}`")
    try:
        share = Fraction(written)
    except ZeroDivisionError as error:
        raise ValueError(f"Expected a share up to 1, got `{written}`") from error
    if not 0 < share <= 1:
        raise ValueError(f"Expected a share above 0 and up to 1, got `{written}`")
    return share
