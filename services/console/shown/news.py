"""What the inbox says, in words: what happened, to whom, and what there is to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from console.shown.facts import spoken
from console.shown.sentences import sentence
from console.speech import Speech, as_instant

TO_DO = frozenset({"call", "start_overdue", "home_visit_opened", "revocation_proposed"})
"""Kinds that ask for something to be done; the others are to be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An item of the inbox. `call` is the message in whose place somebody rings."""

    id: str
    version: int
    on: date
    text: str
    person_id: str | None
    name: str | None
    call: str | None
    tone: str | None


def news(
    items: Iterable[Mapping[str, Any]], clients: Mapping[str, str], speech: Speech
) -> list[News]:
    """In the order given."""
    return [_news(each, clients, speech) for each in items]


def _news(item: Mapping[str, Any], clients: Mapping[str, str], speech: Speech) -> News:
    kind, person = item["kind"], item["person_id"]
    facts = {name: spoken(name, fact, {}, speech) for name, fact in item["facts"].items()}
    return News(
        id=item["id"],
        version=item["version"],
        on=speech.day_of(as_instant(item["at"])),
        text=sentence(f"news.{kind}", facts, speech),
        person_id=person,
        name=clients.get(person),
        call=item["message_id"] if kind == "call" else None,
        tone="warn" if kind in TO_DO else None,
    )
