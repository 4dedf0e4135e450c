"""The handovers on record, found again by keyed hashes of person and decree (R1).

A document for each key that a handover left. Whoever records a handover writes its keys, so of
two imports at once one fails on a key of the other's, is run again, and finds it.
"""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from pymongo import UpdateOne

from chassis.store import CollectionPlan
from chassis.unit import UnitOfWork
from registry.domain.recognition import Known, name_key
from registry.domain.repeats import Identity, Key, keys_to_look_for
from registry.store.persons import Persons


class KnownHandovers:
    """The id of a document is its office and the hashed key: each is there once."""

    PLAN: ClassVar = CollectionPlan("known_handovers")

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._kept = unit.around.database[self.PLAN.name]

    def of(self, identities: Sequence[Identity], persons: Persons) -> Known:
        """All that the register has of these, in three queries however many they are."""
        wanted = {self._id(key): key for who in identities for key in keys_to_look_for(who)}
        found = self._kept.find({"_id": {"$in": list(wanted)}}, session=self._unit.session)
        return Known(
            {wanted[each["_id"]]: each["order_id"] for each in found},
            persons.alike(
                {who.nik for who in identities if who.nik}, {name_key(who) for who in identities}
            ),
        )

    def keep(self, known: Known) -> None:
        """Write the keys that were left; who finds one written meanwhile is run again."""
        for key, order_id in known.left.items():
            self._write(self._id(key), {"order_id": order_id})
        for name in known.names:
            self._write(self._id(("person", *name)), {})

    def _write(self, ident: str, first: dict[str, UUID]) -> None:
        first_time = {"office_id": self._unit.office_id, **first}
        update = {"$setOnInsert": first_time}
        namespace = f"{self._unit.around.database.name}.{self.PLAN.name}"
        self._unit.write(
            self.PLAN.name, UpdateOne({"_id": ident}, update, upsert=True, namespace=namespace)
        )

    def _id(self, key: Key) -> str:
        hashed = self._unit.around.vault.hash("handover", "\0".join(key))
        return f"{self._unit.office_id}/{hashed.hex()}"
