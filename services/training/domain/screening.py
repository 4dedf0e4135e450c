"""Whether somebody can take part: standing, target group, device, hours (R22, R26, R27).

Where someone lives bars nobody (see `ranking`); who gets a free place: `waiting_list`.
"""

from collections.abc import Iterable
from enum import StrEnum

from training.domain.offer import Mode
from training.domain.person import Person
from training.domain.policies import Policy
from training.domain.programme import Programme
from training.domain.slot import Slot


class Finding(StrEnum):
    """Why not."""

    NOT_UNDER_ORDER = "not_under_order"
    OUTSIDE_TARGET = "outside_target"
    DEVICE_UNKNOWN = "device_unknown"
    NO_DEVICE = "no_device"
    NO_INTERNET = "no_internet"
    HOURS_CLASH = "hours_clash"


def screen(
    person: Person,
    programme: Programme,
    policy: Policy,
    *,
    lent_device: bool,
    sessions: Iterable[Slot],
    busy: Iterable[Slot],
) -> tuple[Finding, ...]:
    """Everything that speaks against it; nothing where the person can take part.

    `busy`: the hours of other programmes in which the person has a place or waits for one.
    """
    findings = []
    if not person.may_join:
        findings.append(Finding.NOT_UNDER_ORDER)
    if not programme.target.includes(person.sex, person.age_class):
        findings.append(Finding.OUTSIDE_TARGET)
    if not lent_device:
        findings += device_findings(person, programme.mode, policy)
    taken = tuple(busy)
    if any(ours.overlaps(theirs) for ours in sessions for theirs in taken):
        findings.append(Finding.HOURS_CLASH)
    return tuple(findings)


def device_findings(person: Person, mode: Mode, policy: Policy) -> list[Finding]:
    """Only what is held online alone asks for a device; to a hybrid programme one may come."""
    if mode is not Mode.ONLINE or is_equipped(person, policy):
        return []
    if person.device is None or person.internet is None:
        return [Finding.DEVICE_UNKNOWN]
    has_device = person.device in policy.online_devices
    has_internet = person.internet in policy.online_internet
    lacks = ((Finding.NO_DEVICE, not has_device), (Finding.NO_INTERNET, not has_internet))
    return [finding for finding, holds in lacks if holds]


def is_equipped(person: Person, policy: Policy) -> bool:
    """Whether the person can follow online with what he has."""
    return person.device in policy.online_devices and person.internet in policy.online_internet
