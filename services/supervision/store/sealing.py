"""Sealing only where there is something to seal: most things hold no personal text at first."""

from typing import TypeVar

from chassis.lists import Listed
from chassis.store import Document, from_document
from chassis.unit import Aggregate

A = TypeVar("A", bound=Aggregate)


class SealedWhereSet(Listed[A]):
    """The fields in `sealed` are None by default; while all are, nothing is encrypted.

    All that is sealed so is listed as well: hence a repository with lists.
    """

    def _has_to_seal(self, aggregate: A) -> bool:
        return any(getattr(aggregate, each) is not None for each in self.sealed)

    def _read(self, document: Document) -> A:
        if "sealed" in document:
            return super()._read(document)
        aggregate: A = from_document(document, self.shape)
        return self.unit.track(self.name, document, aggregate)
