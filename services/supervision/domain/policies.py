"""Policy packs: how often, how and by when, under which regulation (R10, R11, R15, R18, R20).

A pack is data with a validity and a source. The date of the decree chooses it, so a case of
old keeps the rules under which it began.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chassis.refusals import Refused

Count = Annotated[int, Meta(ge=1)]
Text = Annotated[str, Meta(min_length=1)]


class Kind(StrEnum):
    """What sort of meeting is owed."""

    WEEKLY_REMOTE = "weekly_remote"
    MONTHLY_IN_PERSON = "monthly_in_person"
    MONTHLY = "monthly"


class SchemeUnknown(Refused):
    """No policy pack speaks of this scheme."""

    code = "scheme_unknown"


class Duty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of meeting, owed once in every window of so many days, or of a month."""

    kind: Kind
    every: Count | Literal["month"]
    in_person: bool


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A regulation as supervision reads it, for decrees dated in [valid_from, valid_to)."""

    code: Text
    source: Text
    schemes: Annotated[tuple[Text, ...], Meta(min_length=1)]
    valid_from: date
    valid_to: date | None
    duties: Annotated[tuple[Duty, ...], Meta(min_length=1)]
    attempts_needed: Count
    home_visit_days: Count
    start_days: Count
    miss_threshold: Count
    least_share_of_cut_window: Fraction
    caseload_limit: Count

    def is_in_force(self, on: date) -> bool:
        return self.days_from_validity(on) == 0

    def days_from_validity(self, on: date) -> int:
        """How many days `on` lies outside the validity; 0 inside."""
        if on < self.valid_from:
            return (self.valid_from - on).days
        if self.valid_to is not None and on >= self.valid_to:
            return (on - self.valid_to).days + 1
        return 0


def policy_for(scheme: str, decree_date: date, packs: Iterable[Policy]) -> Policy:
    """The pack in force on the decree's date; outside of every validity the nearest one.

    A decree with an odd date is an order all the same, and its client is supervised.
    """
    fitting = [pack for pack in packs if scheme in pack.schemes]
    if not fitting:
        raise SchemeUnknown(field="scheme", scheme=scheme)
    return min(fitting, key=lambda pack: (pack.days_from_validity(decree_date), pack.valid_from))
