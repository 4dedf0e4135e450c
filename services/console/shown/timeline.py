"""One timeline of a person: what every service knows, in the order it happened, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from console.shown.facts import spoken
from console.shown.sentences import sentence
from console.speech import Speech, as_date, as_instant

Told = Mapping[str, Sequence[Mapping[str, Any]]]
"""What each service tells, by its name."""
TONES = {
    "obligation_missed": "late",
    "obligation_not_attempted": "late",
    "start_overdue": "late",
    "order_suspended": "late",
    "order_revoked": "late",
    "home_visit_opened": "warn",
    "revocation_drafted": "warn",
    "revocation_proposed": "warn",
    "message_failed": "warn",
    "obligation_fulfilled": "good",
    "supervision_started": "good",
    "order_completed": "good",
    "order_reinstated": "good",
    "certificate_issued": "good",
}
UNTOLD = frozenset({"message_queued", "message_retrying", "message_sending"})
"""Steps on the way that say nothing to who reads a person's past."""
TOLD_BY_ANOTHER = {("registry", "revocation_proposed"): "supervision"}
"""The same thing seen from the other end: left out where its own service tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that happened. `working` is how a date or a choice came about."""

    at: datetime
    on: date
    service: str
    text: str
    actor: str | None
    working: tuple[str, ...]
    tone: str | None


def merged(told: Told, names: Mapping[str, str], speech: Speech) -> list[Line]:
    """The items of several services as lines, the newest first; what is alike in one line."""
    lines = [
        _line(item, service, names, speech)
        for service, items in told.items()
        for item in items
        if _kind(item) not in UNTOLD
        and not told.get(TOLD_BY_ANOTHER.get((service, _kind(item)), ""))
    ]
    oldest_first = sorted(lines, key=lambda each: (each.on, each.at))
    ordered = oldest_first[::-1]
    return [_as_one(list(alike), speech) for _, alike in groupby(ordered, key=_likeness)]


def actors(told: Told) -> set[str]:
    """Whoever did something, and whoever is named in it: to be shown by name."""
    items = [item for items in told.values() for item in items]
    named = {item["facts"].get("officer_id") for item in items}
    return {str(each) for each in named | {item["actor"] for item in items} if each}


def steps(working: Iterable[Any], speech: Speech) -> Iterator[str]:
    """How something came about, step by step: a code, with its days where it has them."""
    for step in working:
        if not isinstance(step, Mapping):
            yield speech.code("working", step)
            continue
        parts = [speech.code("working", step["why"])]
        if step.get("on"):
            parts.append(speech.plain_day(step["on"]))
        if step.get("until"):
            parts.append(speech.say("working_until", day=speech.plain_day(step["until"])))
        if step.get("days") is not None:
            parts.append(speech.days(step["days"]))
        yield " · ".join(parts)


def _line(item: Mapping[str, Any], service: str, names: Mapping[str, str], speech: Speech) -> Line:
    at, kind = as_instant(item["at"]), _kind(item)
    facts = {name: spoken(name, fact, names, speech) for name, fact in item["facts"].items()}
    return Line(
        at=at,
        on=as_date(item["on"]) if item.get("on") else speech.day_of(at),
        service=service,
        text=sentence(f"line.{service}.{kind}", facts, speech),
        actor=names.get(str(item["actor"])) if item["actor"] else None,
        working=tuple(steps(item.get("working") or (), speech)),
        tone=TONES.get(kind),
    )


def _kind(item: Mapping[str, Any]) -> str:
    return str(item["kind"]).replace("-", "_")


def _likeness(line: Line) -> tuple[date, str, str, str | None]:
    return line.on, line.service, line.text, line.actor


def _as_one(alike: list[Line], speech: Speech) -> Line:
    if len(alike) == 1:
        return alike[0]
    return replace(alike[0], text=speech.say("line.times", text=alike[0].text, n=len(alike)))
