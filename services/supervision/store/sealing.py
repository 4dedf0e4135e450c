"""Sealing only where there is something to seal: most things hold no personal text at first."""

from typing import TypeVar

from chassis.repository import Repository
from chassis.store import Document, from_document, to_document
from chassis.unit import Aggregate

A = TypeVar("A", bound=Aggregate)


class SealedWhereSet(Repository[A]):
    """The fields in `sealed` are None by default; while all are, nothing is encrypted."""

    def _document(self, aggregate: A) -> Document:
        if any(getattr(aggregate, each) is not None for each in self.sealed):
            return super()._document(aggregate)
        return {**to_document(aggregate), **self.hashes(aggregate)}

    def _read(self, document: Document) -> A:
        if "sealed" in document:
            return super()._read(document)
        aggregate: A = from_document(document, self.shape)
        return self.unit.track(self.name, document, aggregate)
