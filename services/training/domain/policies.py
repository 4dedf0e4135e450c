"""Policy packs of training: when a programme counts as completed, and what is asked afterwards.

A pack is data with a validity and a source; the programme's first day chooses it.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated

import msgspec
from msgspec import Meta

from training.domain import refusals

Text = Annotated[str, Meta(min_length=1)]
Days = Annotated[int, Meta(ge=1)]
Weight = Annotated[int, Meta(ge=0)]


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much each reason counts when candidates are ranked (R27)."""

    device_fits: Weight
    interested: Weight
    near: Weight
    not_yet_trained: Weight


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an office trains, for programmes that begin in [valid_from, valid_to)."""

    code: Text
    source: Text
    valid_from: date
    valid_to: date | None
    least_attendance: Fraction
    follow_up_days: Annotated[tuple[Days, ...], Meta(min_length=1)]
    online_devices: Annotated[frozenset[Text], Meta(min_length=1)]
    online_internet: Annotated[frozenset[Text], Meta(min_length=1)]
    weights: Weights

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def policy_on(day: date, packs: Iterable[Policy]) -> Policy:
    """The pack in force on that day; PolicyMissing where there is none."""
    for each in packs:
        if each.is_in_force(day):
            return each
    raise refusals.PolicyMissing(on=day.isoformat())
