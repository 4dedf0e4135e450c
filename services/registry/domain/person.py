"""A person on record: who it is, how reached, until when protected as a child (R4, R6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from registry import events
from registry.domain.act import Act
from registry.domain.ages import age_class, is_child, protected_until
from registry.domain.handover import Guarantor, Handover, Particulars
from registry.domain.particulars import corrected, differing, guarantor_of_both, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Which fields were changed, when and by whom; not what they were."""

    at: datetime
    by: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of an office, under however many decrees.

    `described_on`: the handover that the particulars are from, the latest one so far.
    """

    id: UUID
    office_id: str
    version: int = 0
    particulars: Particulars
    guarantor: Guarantor
    described_on: date
    protected_until: date | None = None
    recorded_at: datetime
    changes: tuple[Change, ...] = ()

    @classmethod
    def first_seen(
        cls, handover: Handover, *, id: UUID, office_id: str, act: Act
    ) -> tuple["Person", events.PersonRecorded]:
        """Somebody whom no earlier handover named."""
        person = cls(
            id=id,
            office_id=office_id,
            particulars=handover.person,
            guarantor=handover.guarantor,
            described_on=handover.handed_over,
            protected_until=protected_until(handover),
            recorded_at=act.at,
        )
        return person, events.PersonRecorded(**person._told(act.today))

    def seen_again(
        self, handover: Handover, *, act: Act
    ) -> tuple[Self, tuple[events.PersonChanged, ...]]:
        """Another handover names the same person.

        What the later one of two says holds, the other fills its gaps; name and birth date stay.
        """
        later = handover.handed_over >= self.described_on
        until = protected_until(handover)
        known = replace(
            self,
            particulars=joined(self.particulars, handover.person, later=later),
            guarantor=guarantor_of_both(self.guarantor, handover.guarantor, later=later),
            protected_until=self.protected_until or until,
        )
        return known._noted(self, act, described_on=max(self.described_on, handover.handed_over))

    def corrected(
        self, particulars: Mapping[str, Any], guarantor: Mapping[str, Any], *, act: Act
    ) -> tuple[Self, tuple[events.PersonChanged, ...]]:
        """These fields are another now; nothing happens where all of them are as they were."""
        now = replace(
            self,
            particulars=corrected(self.particulars, particulars),
            guarantor=corrected(self.guarantor, guarantor),
        )
        return now._noted(self, act, described_on=self.described_on)

    def came_of_age(self, *, act: Act) -> tuple[Self, events.PersonChanged]:
        """A birthday changed the age class or ended the protection."""
        return self, events.PersonChanged(**self._told(act.today))

    def is_protected(self, on: date) -> bool:
        """Whether one reads of this person only with a reason."""
        if is_child(self.particulars.birth_date, on):
            return True
        return self.protected_until is not None and on < self.protected_until

    @property
    def phone_known(self) -> bool:
        """There is a number to ring, the client's own or the guarantor's."""
        return bool(self.particulars.phone or self.guarantor.phone)

    @property
    def kecamatan(self) -> str | None:
        """As written, in small letters."""
        written = (self.particulars.address.kecamatan or "").strip().lower()
        return written or None

    def _noted(
        self, before: Self, act: Act, *, described_on: date
    ) -> tuple[Self, tuple[events.PersonChanged, ...]]:
        names = (
            *differing(before.particulars, self.particulars),
            *(f"guarantor.{each}" for each in differing(before.guarantor, self.guarantor)),
        )
        if not names and self.protected_until == before.protected_until:
            return replace(before, described_on=described_on), ()
        change = Change(at=act.at, by=act.by, names=names)
        changed = replace(self, described_on=described_on, changes=(*self.changes, change))
        return changed, (events.PersonChanged(**changed._told(act.today)),)

    def _told(self, today: date) -> dict[str, Any]:
        known = self.particulars
        return {
            "person_id": self.id,
            "kecamatan": self.kecamatan,
            "sex": known.sex,
            "age_class": age_class(known.birth_date, today),
            "protected": self.is_protected(today),
            "device": known.device,
            "internet": known.internet,
            "phone_known": self.phone_known,
        }
