"""Tries and meetings: through which channel, to whom, with what result (R12 to R14).

How many tries are enough: `enough_attempts`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    VIDEO_CALL = "video_call"
    IN_PERSON_OFFICE = "in_person_office"
    HOME_VISIT = "home_visit"

    @property
    def is_in_person(self) -> bool:
        return self in (Channel.IN_PERSON_OFFICE, Channel.HOME_VISIT)

    @property
    def is_text(self) -> bool:
        """A written message proves nothing by itself: an officer must confirm who answered."""
        return self in (Channel.SMS, Channel.WHATSAPP)


class Target(StrEnum):
    CLIENT = "client"
    GUARANTOR = "guarantor"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tried. `id` is made by the client's device, `at` an instant (UTC)."""

    id: UUID
    at: datetime
    channel: Channel
    target: Target
    reached: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Client and officer met, and what was said. `id` is made by the client's device.

    `happened_at` and `recorded_at` (UTC) differ where the line was bad; `confirmed` is the
    officer's word that a text message came from the client.
    """

    id: UUID
    happened_at: datetime
    recorded_at: datetime
    channel: Channel
    by: str
    minutes: int
    confirmed: bool
    material: str
    result: str
    advice: str
    next_date: date | None = None
