"""Policy packs as files: read strictly, so that a slip of the pen never becomes a rule."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

import msgspec
import yaml

from notifications.domain.policies import Policy


class PolicyFileRefused(ValueError):
    """A pack cannot be used: the message names the file and the key."""


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """The packs that come with Pamong."""
    return load_policies(files("notifications").joinpath("policies").iterdir())


def load_policies(sources: Iterable[Traversable]) -> tuple[Policy, ...]:
    """Every `*.yaml` of `sources`, oldest first; two in force at once are refused."""
    packs = [(each.name, _read(each)) for each in sources if each.name.endswith(".yaml")]
    packs.sort(key=lambda each: each[1].valid_from)
    for (earlier_name, earlier), (later_name, later) in pairwise(packs):
        if earlier.days_from_validity(later.valid_from) == 0:
            raise PolicyFileRefused(f"{later_name}: valid_from: in force with {earlier_name}")
    return tuple(pack for _, pack in packs)


def _read(source: Traversable) -> Policy:
    try:
        written = yaml.safe_load(source.read_text(encoding="utf-8"))
        pack = msgspec.convert(written, Policy)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise PolicyFileRefused(f"{source.name}: {error}") from error
    if pack.valid_to is not None and pack.valid_to <= pack.valid_from:
        raise PolicyFileRefused(f"{source.name}: valid_to: not after valid_from")
    _check_reminders(source.name, pack)
    if list(pack.retry_seconds) != sorted(pack.retry_seconds):
        raise PolicyFileRefused(f"{source.name}: retry_seconds: the waits do not grow")
    return pack


def _check_reminders(name: str, pack: Policy) -> None:
    """Each reminder has its time outside of the quiet hours, and they come one after another."""
    for step in pack.reminders:
        if step.closes <= step.opens:
            raise PolicyFileRefused(f"{name}: reminders: {step.code}: until is not after at")
        if pack.quiet_hours.cover(step.opens):
            raise PolicyFileRefused(f"{name}: reminders: {step.code}: at lies in quiet hours")
    for first, second in pairwise(pack.reminders):
        if (-first.days_before, first.closes) > (-second.days_before, second.opens):
            raise PolicyFileRefused(f"{name}: reminders: {second.code}: not after {first.code}")
