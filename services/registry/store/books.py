"""The counters of the register books: one for each office, book and year (R3)."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pymongo import ReturnDocument

from chassis.store import CollectionPlan
from chassis.unit import UnitOfWork
from registry.domain.books import Book, register_number


class Books:
    """Numbers are taken in the transaction that uses them: none is lost, and none given twice."""

    PLAN: ClassVar = CollectionPlan("books")

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._counters = unit.around.database[self.PLAN.name]

    def take(self, book: Book, count: int) -> Iterator[str]:
        """The next `count` numbers of this year's book, by one step of its counter."""
        year = self._unit.today.year
        counter: Any = self._counters.find_one_and_update(
            {"_id": f"{self._unit.office_id}/{book.value}/{year}"},
            {"$inc": {"last": count}, "$setOnInsert": {"office_id": self._unit.office_id}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=self._unit.session,
        )
        last: int = counter["last"]
        return (register_number(book, each, year) for each in range(last - count + 1, last + 1))
