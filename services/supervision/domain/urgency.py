"""What an officer sees to first today, and why (R15, R20)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from supervision.domain.calendar import ONE_DAY
from supervision.domain.case import SupervisionCase
from supervision.domain.home_visit import HomeVisit
from supervision.domain.obligation import Obligation
from supervision.domain.policies import Policy


class Why(StrEnum):
    """Reasons why something stands high in the list; `misses_1`, `misses_2` … beside them."""

    OVERDUE = "overdue"
    START_OVERDUE = "start_overdue"
    LAST_DAY = "last_day"
    START_LAST_DAY = "start_last_day"
    NO_CONTACT_YET = "no_contact_yet"
    NOT_REACHED = "not_reached"
    NO_PHONE = "no_phone"


class Tier(IntEnum):
    """Lower comes first."""

    LATE = 0
    TODAY = 1
    LAST_CHANCE = 2
    NOT_BEGUN = 3
    VISIT = 4
    PLANNED = 5


@dataclass(frozen=True, slots=True)
class Urgency:
    """How high something stands in the list, with the reasons; `late`: it was due before."""

    tier: Tier
    why: tuple[str, ...]
    late: bool


def urgency_of_obligation(
    obligation: Obligation, case: SupervisionCase, policy: Policy, *, phone: bool, on: date
) -> Urgency:
    """One more miss would reach the threshold: that comes before what has only begun."""
    misses = case.misses.get(obligation.kind, 0)
    why: list[str] = [
        *_dues(obligation.due, on, obligation.window_end - ONE_DAY),
        *_begun(case, on),
    ]
    if misses:
        why.append(f"misses_{misses}")
    if obligation.attempts and not obligation.attempts[-1].reached:
        why.append(Why.NOT_REACHED)
    if not phone:
        why.append(Why.NO_PHONE)
    tier = _tier(why, Tier.PLANNED)
    if misses + 1 >= policy.miss_threshold:
        tier = min(tier, Tier.LAST_CHANCE)
    return Urgency(tier, tuple(why), on > obligation.due)


def urgency_of_visit(visit: HomeVisit, case: SupervisionCase, *, phone: bool, on: date) -> Urgency:
    """A visit waits for nobody's call: it stands above what is only planned."""
    why: list[str] = [*_dues(visit.due, on), *_begun(case, on)]
    if not phone:
        why.append(Why.NO_PHONE)
    return Urgency(_tier(why, Tier.VISIT), tuple(why), visit.is_late(on))


def _dues(due: date, on: date, *last: date) -> Iterator[Why]:
    if on > due:
        yield Why.OVERDUE
    if on in (due, *last):
        yield Why.LAST_DAY


def _begun(case: SupervisionCase, on: date) -> Iterator[Why]:
    if case.is_start_overdue(on):
        yield Why.START_OVERDUE
    if case.first_contact_on is None:
        if on == case.start_due:
            yield Why.START_LAST_DAY
        yield Why.NO_CONTACT_YET


def _tier(why: list[str], otherwise: Tier) -> Tier:
    if {Why.OVERDUE, Why.START_OVERDUE} & set(why):
        return Tier.LATE
    if {Why.LAST_DAY, Why.START_LAST_DAY} & set(why):
        return Tier.TODAY
    return Tier.NOT_BEGUN if Why.NO_CONTACT_YET in why else otherwise
