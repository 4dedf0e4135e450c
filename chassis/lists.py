"""Lists that grow with the office: a page costs as much of many as of few.

The embedded store reads all that lies between the bounds of a query, and sorts it, before it looks
at the limit; so a page must know beforehand where it ends. For that some documents bear a mark, by
nothing but their ids: about one of 16 the mark 1, one of 256 the mark 2, and so on. However many
documents lie ahead, few of them bear the highest, and few bear the next one before the first of
those. Marks make pages quick, and no more: without any, a list is read as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pymongo import IndexModel

from chassis.paging import Page
from chassis.repository import Repository
from chassis.store import CollectionPlan
from chassis.unit import Aggregate

A = TypeVar("A", bound=Aggregate)
MARKS = (4, 3, 2, 1)
FARTHEST = 4_096
"""The longest stretch that is searched at once for what no list goes by."""


def mark_of(ident: UUID) -> int:
    """How many noughts the id ends with, as far as it matters."""
    written = ident.hex
    return min(len(written) - len(written.rstrip("0")), MARKS[0])


class Listed(Repository[A]):
    """`lists` names each list by the fields that find it: `()` has all of the office."""

    lists: ClassVar[Sequence[tuple[str, ...]]] = ()

    @classmethod
    def plan(cls) -> CollectionPlan:
        lists = [index for fields in cls.lists for index in _indexes(fields)]
        return CollectionPlan(cls.name, [*cls.indexes, *lists])

    def _beside(self, aggregate: A) -> Mapping[str, Any]:
        mark = mark_of(aggregate.id)
        return {**super()._beside(aggregate), **({"mark": mark} if mark else {})}

    def _page(
        self, page: Page, where: Mapping[str, Any], besides: Mapping[str, Any] | None = None
    ) -> list[A]:
        """A page of those that are so; a condition of None is none.

        The list with most of the fields in `where` finds them. What else is asked, there or in
        `besides`, is asked of those in a stretch of that list, and of as many as it takes.
        """
        rest = _given(where)
        fields = max((each for each in self.lists if rest.keys() >= set(each)), key=len)
        among = {each: rest.pop(each) for each in fields}
        rest |= _given(besides or {})
        found: list[A] = []
        reach = page.limit
        while True:
            end = self._end(among, page, reach)
            stretch = {**among, "_id": page.until(end)}
            if rest:
                read = self._of(page.onward(self._ids(stretch)), page, among, rest)
            else:
                read = self._many(stretch, sort=page.sort, limit=page.limit)
            found += read
            if end is None or len(read) == page.limit:
                return found
            page = replace(page, after=end, limit=page.limit - len(read))
            reach = min(2 * reach, FARTHEST) if rest else page.limit

    def _page_of_few(
        self, page: Page, among: Mapping[str, Any], rest: Mapping[str, Any] | None = None
    ) -> list[A]:
        """The same where an index has all of `among`, and finds few: each of them is looked at."""
        among = _given(among)
        return self._of(page.onward(self._ids(among)), page, among, _given(rest or {}))

    def _of(
        self,
        ids: Sequence[UUID],
        page: Page,
        among: Mapping[str, Any],
        rest: Mapping[str, Any],
    ) -> list[A]:
        """A page of those with these ids, in their order, as far as all of it is so.

        `among` found the ids, and is asked again: what was so may have changed since. The
        embedded store goes by the first condition, the ids.
        """
        found: list[A] = []
        at_once = FARTHEST if rest else page.limit
        for start in range(0, len(ids), at_once):
            query = {"_id": {"$in": ids[start : start + at_once]}, **among, **rest}
            found += self._many(query, sort=page.sort, limit=page.limit - len(found))
            if len(found) == page.limit:
                break
        return found

    def _end(self, among: Mapping[str, Any], page: Page, reach: int) -> UUID | None:
        """An id that lies most likely beyond the next `reach`, and not far; None: none does."""
        end: UUID | None = None
        for mark in MARKS:
            marked = {**among, "mark": mark, "_id": page.until(end)}
            ahead = page.onward(self._ids(marked))
            past = reach // 16**mark + 1
            end = ahead[past] if past < len(ahead) else end
        return end


def _given(conditions: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in conditions.items() if each is not None}


def _indexes(fields: Sequence[str]) -> Iterator[IndexModel]:
    """One of the list, and one of its marks."""
    keys, name = [(each, 1) for each in ("office_id", *fields)], "_".join(("list", *fields))
    yield IndexModel([*keys, ("_id", 1)], name=name)
    marked = {"mark": {"$gt": 0}}
    keys += [("mark", 1), ("_id", 1)]
    yield IndexModel(keys, name=f"marks_of_{name}", partialFilterExpression=marked)
