"""The policy packs of notifications, as files."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

from chassis.policies import load_packs
from notifications.domain.policies import Policy


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """The packs that come with Pamong."""
    return load_policies(files("notifications").joinpath("policies").iterdir())


def load_policies(sources: Iterable[Traversable]) -> tuple[Policy, ...]:
    """Every `*.yaml` of `sources`, oldest first. Raises PolicyFileRefused."""
    return load_packs(sources, Policy, faults=_faults)


def _faults(pack: Policy) -> Iterator[str]:
    """Each reminder has its time outside of the quiet hours, and they come one after another."""
    for step in pack.reminders:
        if step.closes <= step.opens:
            yield f"reminders: {step.code}: until is not after at"
        if pack.quiet_hours.cover(step.opens):
            yield f"reminders: {step.code}: at lies in quiet hours"
    for first, second in pairwise(pack.reminders):
        if (-first.days_before, first.closes) > (-second.days_before, second.opens):
            yield f"reminders: {second.code}: not after {first.code}"
    if list(pack.retry_seconds) != sorted(pack.retry_seconds):
        yield "retry_seconds: the waits do not grow"
