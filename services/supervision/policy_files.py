"""The policy packs of supervision, as files."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from chassis.policies import load_packs
from supervision.domain.policies import Policy


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
    """Every `*.yaml` of `sources`, oldest first; two may be in force at once for other schemes.

    Raises PolicyFileRefused.
    """
    return load_packs(sources, Policy, faults=_faults, covers=lambda pack: pack.schemes)


def _faults(pack: Policy) -> Iterator[str]:
    if len({duty.kind for duty in pack.duties}) < len(pack.duties):
        yield "duties: a kind twice"
