"""Officers as the office knows them: who is at work, and which kecamatan each serves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingOfficer:
    """A user who is, or was, an officer in `offices`; `id` is the user's.

    `kecamatan`: names in small letters, as the cases have them.
    """

    id: UUID
    office_id: str
    version: int = 0
    offices: tuple[str, ...]
    active: bool
    kecamatan: tuple[str, ...] = ()

    def serving(self, kecamatan: Iterable[str]) -> Self:
        """These kecamatan from now on, and no others."""
        named = {each.strip().lower() for each in kecamatan}
        return replace(self, kecamatan=tuple(sorted(named - {""})))
