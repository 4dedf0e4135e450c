"""What happened to a person here, in order: codes, days and numbers, as the facts have them."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from pymongo import IndexModel

from chassis.envelope import declared
from chassis.ids import new_id
from chassis.repository import insert
from chassis.store import NATIVE, CollectionPlan, Document
from chassis.unit import UnitOfWork

NAME = "history"
PLAN = CollectionPlan(NAME, [IndexModel([("office_id", 1), ("person_id", 1)], name="person")])
UNTOLD = frozenset({"obligation-scheduled", "guidance-recorded"})
"""Facts that others need and that say nothing new to who reads a history."""


class History:
    """Entries are only added."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.unit = unit

    def tell(self, fact: object) -> None:
        """Keep a published fact."""
        kind = declared(fact)
        name = kind.name.split(".", 1)[1]
        if name in UNTOLD or kind.person is None:
            return
        facts = msgspec.to_builtins(fact)
        person_id = UUID(facts.pop(kind.person))
        working = facts.pop("reasons", None)
        self._add(person_id, name, facts.pop("on", None), facts, working)

    def note(self, event: str, person_id: UUID, on: date, /, **facts: Any) -> None:
        """Keep something that is published to nobody."""
        self._add(person_id, event, on.isoformat(), msgspec.to_builtins(facts), None)

    def of_person(self, person_id: UUID) -> list[Document]:
        """All entries, oldest first."""
        query = {"office_id": self.unit.office_id, "person_id": person_id}
        found = self.unit.around.database[NAME].find(query, session=self.unit.session)
        return sorted(found, key=lambda each: (each["at"], each["_id"]))

    def _add(
        self,
        person_id: UUID,
        kind: str,
        on: str | None,
        facts: dict[str, Any],
        working: list[str] | None,
    ) -> None:
        roles = self.unit.actor.roles
        entry = {
            "_id": new_id(),
            "office_id": self.unit.office_id,
            "person_id": person_id,
            "at": self.unit.now,
            "on": on,
            "kind": kind,
            "actor": self.unit.actor.id if roles else None,
            "facts": facts,
            "working": working,
        }
        insert(self.unit, NAME, msgspec.to_builtins(entry, builtin_types=NATIVE))
