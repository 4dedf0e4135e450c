"""Letters: messages as they leave, and what a carrier answers. They are in memory alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from notifications.domain.reach import Channel
from notifications.domain.wording import Language, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """To an E.164 number or a mail address. What is personal stays out of its repr."""

    message_id: UUID
    office_id: str
    channel: Channel
    template: str
    wording: Wording
    language: Language
    tries: int
    address: str = field(repr=False)
    text: str = field(repr=False)
    subject: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier has it, and calls it `carrier_id`."""

    carrier_id: str


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """It has not left. With `permanent`, this address will not do, now or later."""

    why: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class OptedOut:
    """The carrier says that the person wants none of these."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The line broke after the letter was handed in: it may have left or not."""


Outcome = Accepted | NotAccepted | OptedOut | Unsure


class Carrier(Protocol):
    """Carries letters of one channel: an answer for each, in order. It raises for nothing that
    can be said of a single letter."""

    def __call__(self, letters: Sequence[Letter], /) -> Sequence[Outcome]: ...
