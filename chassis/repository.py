"""Repositories: how a unit of work reads and saves one kind of aggregate."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from pymongo import IndexModel, InsertOne

from chassis.refusals import NotFound, StaleVersion
from chassis.store import CollectionPlan, Document, from_document, to_document
from chassis.unit import Aggregate, UnitOfWork

A = TypeVar("A", bound=Aggregate)
LIMIT = 1_000


class Repository(Generic[A]):
    """The aggregates of one collection, within the unit's office.

    Subclasses name the collection and its shape, declare indexes (after `office_id`), and give
    methods named by what a caller wants to know. The fields in `sealed` are encrypted as one
    value; `hashes` gives what must be found of them.
    """

    name: ClassVar[str]
    shape: ClassVar[type[Any]]
    indexes: ClassVar[Sequence[IndexModel]] = ()
    sealed: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, unit: UnitOfWork) -> None:
        self.unit = unit
        self.collection = unit.around.database[self.name]

    @classmethod
    def plan(cls) -> CollectionPlan:
        return CollectionPlan(cls.name, cls.indexes)

    def hashes(self, aggregate: A) -> Mapping[str, Any]:
        """Keyed hashes and other derived fields, kept beside the sealed part."""
        return {}

    def get(self, aggregate_id: UUID, version: int | None = None) -> A:
        """The aggregate; NotFound in this office, StaleVersion when it is not at `version`."""
        found = self.get_or_none(aggregate_id)
        if found is None:
            raise NotFound(thing=self.name, id=str(aggregate_id))
        if version is not None and found.version != version:
            raise StaleVersion(current=found.version, asked=version)
        return found

    def get_or_none(self, aggregate_id: UUID) -> A | None:
        return self.get_many([aggregate_id]).get(aggregate_id)

    def get_many(self, ids: Sequence[UUID]) -> dict[UUID, A]:
        """Those of `ids` that are there, read at once; what is not there is not asked again.

        They are looked up by the id alone; the office is checked on what was read.
        """
        self.within()  # nobody asks without an office
        absent = self.unit.absent.setdefault((self.name, self.unit.office_id), set())
        found = {each: known.aggregate for each in ids if (known := self.unit.tracked(each))}
        missing = [each for each in ids if each not in found and each not in absent]
        if missing:
            # Any other condition costs the embedded store as much again.
            read = self._find({"_id": {"$in": missing}}, (), len(missing))
            found.update({each.id: each for each in read})
            absent.update(each for each in missing if each not in found)
        return {each: found[each] for each in ids if each in found and self._ours(found[each])}

    def within(self) -> Mapping[str, Any]:
        """What every query asks first: only the unit's office. `_ours` says the same of one.

        LookupError without an office: nobody asks for all of them by forgetting it.
        """
        if not self.unit.office_id:
            raise LookupError(f"{self.name}: no query without an office")
        return {"office_id": self.unit.office_id}

    def _ours(self, aggregate: A) -> bool:
        return aggregate.office_id == self.unit.office_id

    def add(self, aggregate: A) -> A:
        """Insert a new one at the flush; returns it with version 1."""
        return self.unit.keep(self.name, aggregate, self._document(aggregate), new=True)

    def save(self, aggregate: A) -> A:
        """Replace the one read in this unit at the flush; returns it with its next version."""
        return self.unit.keep(self.name, aggregate, self._document(aggregate), new=False)

    def _document(self, aggregate: A) -> Document:
        document = to_document(aggregate)
        if self._has_to_seal(aggregate):
            personal = {name: document.pop(name) for name in self.sealed if name in document}
            document["sealed"] = self.unit.around.vault.seal(personal)
        return {**document, **self._beside(aggregate)}

    def _has_to_seal(self, aggregate: A) -> bool:
        return bool(self.sealed)

    def _beside(self, aggregate: A) -> Mapping[str, Any]:
        """All that is kept beside the aggregate's own fields."""
        return self.hashes(aggregate)

    def _read(self, document: Document) -> A:
        if self.sealed:
            document = {**document, **self.unit.around.vault.open(document["sealed"])}
        aggregate: A = from_document(document, self.shape)
        return self.unit.track(self.name, document, aggregate)

    def _one(self, query: Mapping[str, Any]) -> A | None:
        found = self._many(query, limit=1)
        return found[0] if found else None

    def _many(
        self,
        query: Mapping[str, Any],
        *,
        sort: Sequence[tuple[str, int]] = (),
        limit: int = LIMIT,
    ) -> list[A]:
        """Where no index has all the conditions, the embedded store goes by the first it can."""
        self.unit.settle_before_reading(self.name)
        return self._find({**query, **self.within()}, sort, limit)

    def _ids(self, query: Mapping[str, Any]) -> list[UUID]:
        """The ids of all these, in no order."""
        self.unit.settle_before_reading(self.name)
        asked = {**query, **self.within()}
        found = self.collection.find(asked, {"_id": 1}, session=self.unit.session)
        return [each["_id"] for each in found]

    def _find(
        self, query: Mapping[str, Any], sort: Sequence[tuple[str, int]], limit: int
    ) -> list[A]:
        cursor = self.collection.find(query, session=self.unit.session)
        if sort:
            cursor = cursor.sort(list(sort))
        return [self._read(each) for each in cursor.limit(limit)]

    def _count(self, query: Mapping[str, Any]) -> int:
        self.unit.settle_before_reading(self.name)
        return self.collection.count_documents(
            {**query, **self.within()}, session=self.unit.session
        )


def insert(unit: UnitOfWork, collection: str, document: Document) -> None:
    """A document that is no aggregate, inserted at the flush."""
    namespace = f"{unit.around.database.name}.{collection}"
    unit.write(collection, InsertOne(document, namespace=namespace))
