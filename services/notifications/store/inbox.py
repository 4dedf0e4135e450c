"""The inbox of everyone in the office."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from pymongo import IndexModel

from chassis.lists import Listed
from chassis.paging import Page
from notifications.domain.inbox import Item, Kind


class Items(Listed[Item]):
    name = "inbox"
    shape = Item
    indexes = (IndexModel([("office_id", 1), ("person_id", 1), ("seen", 1)], name="of_person"),)
    lists = (("to_user", "seen"), ("to_role", "seen"))

    def page(
        self,
        page: Page,
        *,
        user: UUID | None,
        roles: Collection[str],
        seen: bool | None,
        kind: str | None,
    ) -> list[Item]:
        """What is for this user or for one of these roles, newest first."""
        page = replace(page, newest_first=True)
        theirs: list[dict[str, Any]] = [{"to_user": user}] if user else []
        theirs += [{"to_role": each} for each in sorted(roles)]
        found = {
            item.id: item  # one that is seen between two reads is in both
            for each in theirs
            for whether in ((False, True) if seen is None else (seen,))
            for item in self._page(page, {**each, "seen": whether, "kind": kind})
        }
        return sorted(found.values(), key=lambda each: each.id, reverse=True)[: page.limit]

    def unseen_about(self, person_id: UUID, *kinds: Kind) -> list[Item]:
        """What nobody took note of yet, about this person."""
        found = self._many({"person_id": person_id, "seen": False})
        return [each for each in found if each.kind in kinds]
