"""The officer's list for today: a row is a person and a next step, and why it stands there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from console.speech import as_date

COUNTED = re.compile(r"(?P<code>[a-z_]+?)_(?P<n>\d+)")
DEVICE_CHANNELS = {"smartphone": "whatsapp"}
SOON = timedelta(days=3)


class Group(StrEnum):
    """How near it is; in this order on the page."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason for the place in the list: a code, and how many where it counts something."""

    code: str
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something to do for a person. `what` is the kind of meeting, or `home_visit`."""

    id: str
    what: str
    due: date
    late: bool
    attempts: int
    why: tuple[Why, ...]
    of: str | None

    @property
    def is_visit(self) -> bool:
        return self.what == "home_visit"

    @property
    def action(self) -> str:
        """The page on which it is done. `of` says for whom a reason to read was given."""
        place = f"/home-visits/{self.id}/report" if self.is_visit else f"/obligations/{self.id}/log"
        return f"{place}?of={self.of}" if self.of else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person: the most urgent thing first, and what is owed besides."""

    person_id: str
    name: str | None
    kecamatan: str | None
    next: Owed
    also: tuple[Owed, ...]
    why: tuple[Why, ...]
    group: Group

    @property
    def tone(self) -> str | None:
        """A colour beside the words; none for what has time."""
        return {Group.LATE: "late", Group.TODAY: "warn"}.get(self.group)


def grouped(items: Iterable[Mapping[str, Any]], today: date) -> dict[Group, list[Row]]:
    """The people by how near they are, each group in the order of the list; none empty."""
    people = rows(items, today)
    groups = {group: [each for each in people if each.group is group] for group in Group}
    return {group: found for group, found in groups.items() if found}


def rows(items: Iterable[Mapping[str, Any]], today: date) -> list[Row]:
    """One row a case, at the place of its most urgent item."""
    cases: dict[str, list[Mapping[str, Any]]] = {}
    for each in items:
        cases.setdefault(str(each["case_id"]), []).append(each)
    return [_row(each, today) for each in cases.values()]


def owed(item: Mapping[str, Any]) -> Owed:
    """An item of supervision's worklist."""
    return Owed(
        id=str(item["id"]),
        what=str(item["obligation_kind"] or item["kind"]),
        due=as_date(item["due"]),
        late=bool(item["late"]),
        attempts=int(item["attempts"]),
        why=tuple(why(each) for each in item["why"]),
        of=str(item["person_id"]) if item["protected"] else None,
    )


def why(code: str) -> Why:
    """`misses_2` is two misses."""
    if counted := COUNTED.fullmatch(code):
        return Why(code=counted["code"], n=int(counted["n"]))
    return Why(code=code)


def usual_channel(item: Mapping[str, Any]) -> str:
    """The channel that one would try first: face to face where that is owed, else by the device."""
    if item.get("in_person"):
        return "in_person_office"
    return DEVICE_CHANNELS.get(str(item.get("device")), "phone")


def _row(items: list[Mapping[str, Any]], today: date) -> Row:
    first, *others = [owed(each) for each in items]
    reasons = dict.fromkeys(reason for each in (first, *others) for reason in each.why)
    return Row(
        person_id=str(items[0]["person_id"]),
        name=items[0]["name"],
        kecamatan=items[0]["kecamatan"],
        next=first,
        also=tuple(others),
        why=tuple(reasons),
        group=_group(first, today),
    )


def _group(thing: Owed, today: date) -> Group:
    if thing.late or thing.due < today:
        return Group.LATE
    if thing.due == today:
        return Group.TODAY
    return Group.SOON if thing.due - today <= SOON else Group.LATER
