"""Policy packs: when people are reminded, when they are left in peace, how often it is tried (R35).

A pack is data with a validity and a source; the day on which something is done chooses it.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from notifications.domain.inbox import Kind
from notifications.domain.quiet import QuietHours

Count = Annotated[int, Meta(ge=1)]
Days = Annotated[int, Meta(ge=0)]
Text = Annotated[str, Meta(min_length=1)]
Hour = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Quiet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nobody gets a message from `starts` until `ends`, in the office's zone."""

    starts: Hour
    ends: Hour


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reminder so many days before the day itself; of use from `at` until `until`."""

    code: Text
    days_before: Days
    at: Hour
    until: Hour

    def day(self, due: date) -> date:
        return due - timedelta(days=self.days_before)

    @property
    def opens(self) -> time:
        return time.fromisoformat(self.at)

    @property
    def closes(self) -> time:
        return time.fromisoformat(self.until)


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an office tells people, in [valid_from, valid_to)."""

    code: Text
    source: Text
    valid_from: date
    valid_to: date | None
    quiet: Quiet
    reminders: Annotated[tuple[Step, ...], Meta(min_length=1)]
    notice_hours: Count
    retry_seconds: tuple[Count, ...]
    call_tries: Count
    unknown_after_seconds: Count
    resend_unknown: bool
    mailed: tuple[Kind, ...]

    @property
    def quiet_hours(self) -> QuietHours:
        return QuietHours(
            time.fromisoformat(self.quiet.starts), time.fromisoformat(self.quiet.ends)
        )

    @property
    def patience(self) -> timedelta:
        """How long a message may be begun before nobody knows what became of it."""
        return timedelta(seconds=self.unknown_after_seconds)

    def wait_after(self, tries: int) -> timedelta | None:
        """How long to wait after so many failed tries; None when that was the last."""
        if tries > len(self.retry_seconds):
            return None
        return timedelta(seconds=self.retry_seconds[tries - 1])

    def days_from_validity(self, on: date) -> int:
        """How many days `on` lies outside the validity; 0 inside."""
        if on < self.valid_from:
            return (self.valid_from - on).days
        if self.valid_to is not None and on >= self.valid_to:
            return (on - self.valid_to).days + 1
        return 0


def policy_on(day: date, packs: Iterable[Policy]) -> Policy:
    """The pack in force on that day; outside of every validity the nearest one."""
    return min(packs, key=lambda pack: (pack.days_from_validity(day), pack.valid_from))
