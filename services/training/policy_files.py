"""The policy packs of training, as files."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from chassis.policies import load_packs
from training.domain.policies import Policy


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """The packs that come with Pamong."""
    return load_policies(files("training").joinpath("policies").iterdir())


def load_policies(sources: Iterable[Traversable]) -> tuple[Policy, ...]:
    """Every `*.yaml` of `sources`, oldest first. Raises PolicyFileRefused."""
    return load_packs(sources, Policy, faults=_faults)


def _faults(pack: Policy) -> Iterator[str]:
    if not pack.least_attendance:
        yield "least_attendance: not above 0"
    if list(pack.follow_up_days) != sorted(set(pack.follow_up_days)):
        yield "follow_up_days: not in rising order"
