"""Whose a case is: the prosecutor's office that its order names (R7)."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An order as the router knows it; `id` is the order's. `prosecutor` is a code, or None."""

    id: UUID
    office_id: str
    version: int = 0
    person_id: UUID
    prosecutor: str | None = None

    def told(self, prosecutor: str | None) -> Self:
        """As a fact says; one that says nothing takes nothing away."""
        return replace(self, prosecutor=prosecutor or self.prosecutor)
