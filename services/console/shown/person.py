"""Who a person is and what is owed, as a page shows it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from console.speech import as_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number to ring. `whose` is `client` or `guarantor`."""

    whose: str
    number: str
    name: str | None = None
    relation: str | None = None
    has_whatsapp: bool = False

    @property
    def tel(self) -> str:
        return f"tel:{self.number}"

    @property
    def chat(self) -> str:
        return f"https://wa.me/{self.number.removeprefix('+')}"

    @property
    def spaced(self) -> str:
        """`+62 812-0001-2345`: easier to read out."""
        if not (parts := re.fullmatch(r"(\+62)(\d{3})(\d{3,4})(\d+)", self.number)):
            return self.number
        return f"{parts[1]} {'-'.join(parts.groups()[1:])}"


def phones(person: Mapping[str, Any]) -> list[Phone]:
    """Whom to ring, the client first."""
    found = []
    if number := person.get("phone"):
        smart = person.get("device") == "smartphone"
        found.append(Phone(whose="client", number=number, has_whatsapp=smart))
    guarantor = person.get("guarantor") or {}
    if number := guarantor.get("phone"):
        found.append(
            Phone(
                whose="guarantor",
                number=number,
                name=guarantor.get("name"),
                relation=guarantor.get("relation"),
                has_whatsapp=True,
            )
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Meetings owed: those of now, those to come, and what came of the past ones."""

    now: tuple[Mapping[str, Any], ...]
    coming: tuple[Mapping[str, Any], ...]
    past: tuple[Mapping[str, Any], ...]


def duties(obligations: Iterable[Mapping[str, Any]], today: date) -> Duties:
    """`now`: the window is open and nobody was met; `past`: settled, the newest first."""
    by_due = sorted(obligations, key=lambda each: str(each["due"]))
    waiting = [each for each in by_due if each["state"] == "scheduled"]
    settled = [each for each in by_due if each["state"] != "scheduled"]
    return Duties(
        now=tuple(each for each in waiting if as_date(each["window_start"]) <= today),
        coming=tuple(each for each in waiting if as_date(each["window_start"]) > today),
        past=tuple(reversed(settled)),
    )
