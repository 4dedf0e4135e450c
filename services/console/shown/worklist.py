"""The officer's list for today: who is owed what, until when, and why it stands where it does."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from console.speech import as_date

COUNTED = re.compile(r"(?P<code>[a-z_]+?)_(?P<n>\d+)")
DEVICE_CHANNELS = {"smartphone": "whatsapp"}


class Group(StrEnum):
    """How near it is; in this order on the page."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason for the place in the list: a code, and how many where it counts something."""

    code: str
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person and a next step. `what` is the kind of meeting, or `home_visit`."""

    id: str
    case_id: str
    person_id: str
    name: str | None
    kecamatan: str | None
    what: str
    due: date
    group: Group
    why: tuple[Why, ...]
    attempts: int
    last_reached: str | None
    channel: str

    @property
    def is_visit(self) -> bool:
        return self.what == "home_visit"

    @property
    def tone(self) -> str | None:
        """A colour beside the words; none for what has time."""
        return {Group.LATE: "late", Group.TODAY: "warn"}.get(self.group)

    @property
    def action(self) -> str:
        """The page of the one main action."""
        return f"/home-visits/{self.id}/report" if self.is_visit else f"/obligations/{self.id}/log"


def row(item: Mapping[str, Any], today: date) -> Row:
    """An item of supervision's worklist."""
    visit = item["kind"] == "home_visit"
    what = "home_visit" if visit else str(item.get("obligation_kind") or item["kind"])
    due = as_date(item["due"])
    return Row(
        id=str(item["id"]),
        case_id=str(item["case_id"]),
        person_id=str(item["person_id"]),
        name=item.get("name"),
        kecamatan=item.get("kecamatan"),
        what=what,
        due=due,
        group=group_of(due, today, late=bool(item.get("late"))),
        why=tuple(why(each) for each in item.get("why", ())),
        attempts=int(item.get("attempts") or 0),
        last_reached=item.get("last_reached"),
        channel=usual_channel(item),
    )


def group_of(due: date, today: date, *, late: bool) -> Group:
    if late or due < today:
        return Group.LATE
    if due == today:
        return Group.TODAY
    return Group.SOON if due - today <= SOON else Group.LATER


def grouped(items: Iterable[Mapping[str, Any]], today: date) -> dict[Group, list[Row]]:
    """The rows by how near they are, each group in the order of the list; none empty."""
    rows = [row(each, today) for each in items]
    groups = {group: [each for each in rows if each.group is group] for group in Group}
    return {group: found for group, found in groups.items() if found}


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
