"""Who has a place in which programme, as training tells it: for whom a session is a date."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from uuid import UUID


class Place(StrEnum):
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One person in one programme."""

    id: UUID
    office_id: str
    version: int = 0
    programme_id: UUID
    person_id: UUID
    place: Place

    def becomes(self, place: Place) -> Self:
        return replace(self, place=place)
