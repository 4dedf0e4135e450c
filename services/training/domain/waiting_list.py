"""The roll of a programme: who has a place, and who waits for one in order of asking (R22)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from uuid import UUID

from training.domain import refusals


class Standing(StrEnum):
    """Where somebody stands who was put on the roll."""

    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Enrolments by id. Never more `accepted` than `places`; nobody waits while one is free.

    All who ask for the same programme write this one document, so that two cannot take the last
    place at once.
    """

    id: UUID
    office_id: str
    version: int = 0
    programme_id: UUID
    places: int
    accepted: tuple[UUID, ...] = ()
    waiting: tuple[UUID, ...] = ()

    def join(self, enrolment_id: UUID) -> tuple[Self, Standing]:
        """A place while there are any, else the end of the line."""
        if len(self.accepted) < self.places:
            return replace(self, accepted=(*self.accepted, enrolment_id)), Standing.ACCEPTED
        return replace(self, waiting=(*self.waiting, enrolment_id)), Standing.WAITLISTED

    def leave(self, enrolment_id: UUID) -> tuple[Self, tuple[UUID, ...]]:
        """Off the roll; a place that this frees goes to the first in line, who is returned."""
        rest = replace(
            self,
            accepted=tuple(each for each in self.accepted if each != enrolment_id),
            waiting=tuple(each for each in self.waiting if each != enrolment_id),
        )
        return rest._fill()

    def resize(self, places: int) -> tuple[Self, tuple[UUID, ...]]:
        """More places move people up; fewer than are taken are refused."""
        if places < len(self.accepted):
            raise refusals.PlacesTaken(field="places", places=places, taken=len(self.accepted))
        return replace(self, places=places)._fill()

    def expire(self) -> tuple[Self, tuple[UUID, ...]]:
        """The programme begins: who still waits, waits in vain, and is returned."""
        return replace(self, waiting=()), self.waiting

    def empty(self) -> Self:
        """The programme does not take place: nobody has a place in it."""
        return replace(self, accepted=(), waiting=())

    def _fill(self) -> tuple[Self, tuple[UUID, ...]]:
        free = self.places - len(self.accepted)
        up, waiting = self.waiting[:free], self.waiting[free:]
        return replace(self, accepted=self.accepted + up, waiting=waiting), up
