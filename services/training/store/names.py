"""Names of people, sealed; the registry tells them (`chassis.names`)."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from chassis import names
from chassis.store import CollectionPlan
from chassis.unit import UnitOfWork


class Names:
    """The names within the unit's office."""

    PLAN: ClassVar = CollectionPlan("names", [names.MARKED])

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._kept = unit.around.database[self.PLAN.name]

    def of(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """The names that the registry gave so far."""
        query = {"_id": {"$in": list(ids)}, "office_id": self._unit.office_id}
        found = self._kept.find(query, session=self._unit.session)
        opened = ((each["_id"], each.get("sealed")) for each in found)
        vault = self._unit.around.vault
        return {ident: vault.open(sealed)["name"] for ident, sealed in opened if sealed}

    def may_have_changed(self, person_id: UUID) -> None:
        """Ask for the name, soon."""
        names.mark(self._unit, self.PLAN.name, person_id)
