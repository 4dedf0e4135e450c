"""Programmes as pages show them, and what is typed of them as training takes it."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

NEXT = {
    "planned": (("approval", "head"),),
    "approved": (("opening", "trainer"),),
    "open": (("closing", "trainer"),),
    "running": (("completion", "trainer"),),
}
"""The step that a programme waits for in each state, and whose it is."""
BEING_PLANNED = ("proposed", "planned")
MAY_JOIN = ("open",)
HELD_BY = ("open", "closed_enrolment", "running")
"""States in which sessions take place."""


def next_step(state: str, roles: Collection[str]) -> str | None:
    """What this user can do to bring the programme on."""
    return next((step for step, role in NEXT.get(state, ()) if role in roles), None)


def proposal(typed: Mapping[str, str]) -> dict[str, Any]:
    """What is said of a programme; blank things are left to whoever plans it."""
    named = {FORM_NAMES.get(name, name): text for name, text in typed.items()}
    known = {name: text for name, text in named.items() if text and name in DESCRIBED}
    if "field" in known:
        known["field"] = as_code(known["field"])
    return {name: _whole(text) if name in COUNTS else text for name, text in known.items()}


def plan(typed: Mapping[str, str]) -> dict[str, Any]:
    """The trainer's plan: also who teaches, and what it costs."""
    body = proposal(typed)
    if typed.get("instructors"):
        names = (each.strip() for each in typed["instructors"].splitlines())
        body["instructors"] = [{"name": each} for each in names if each]
    if typed.get("cost") == "none":
        body |= {"no_cost": True, "budget": []}
    elif typed.get("cost") == "some" and typed.get("budget_what"):
        line = {
            "what": typed["budget_what"],
            "source": typed.get("budget_source", ""),
            "planned": _whole(typed.get("budget_planned", "")),
        }
        body |= {"no_cost": False, "budget": [line]}
    return body


def session(typed: Mapping[str, str], zone: ZoneInfo) -> dict[str, Any]:
    """A session: its day and hours on the office's clock, and where it is held."""
    body: dict[str, Any] = {
        name: typed[name] for name in ("topic", "place", "link", "mode") if typed.get(name)
    }
    for name, hour in (("starts_at", "from_hour"), ("ends_at", "to_hour")):
        body[name] = instant(typed.get("on", ""), typed.get(hour, ""), zone)
    return body


def instant(day: str, hour: str, zone: ZoneInfo) -> str:
    """Day and hour as an instant; what is neither is left for the service to refuse."""
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), zone).isoformat()
    except ValueError:
        return f"{day} {hour}".strip()


def attendance(typed: Mapping[str, str], checks: Collection[str]) -> list[dict[str, Any]]:
    """A row for everybody of whom something was said."""
    said = {name.removeprefix("came."): each for name, each in typed.items() if "came." in name}
    return [
        {
            "enrolment_id": ident,
            "state": state,
            **({"checks": _passed(ident, typed, checks)} if checks and state == "attended" else {}),
        }
        for ident, state in said.items()
        if state
    ]


def as_code(text: str) -> str:
    """`Tata Boga` as `tata_boga`."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


def _passed(ident: str, typed: Mapping[str, str], checks: Collection[str]) -> dict[str, bool]:
    return {each: typed.get(f"check.{ident}.{each}") == "yes" for each in checks}


def _whole(text: str) -> int | str:
    digits = re.sub(r"[.\s]", "", text)
    return int(digits) if digits.isdigit() else text


FORM_NAMES = {"teaching_form": "form"}
"""A form has no input called `form`: scripts could not find the form any more."""
COUNTS = frozenset({"places", "minimum"})
DESCRIBED = COUNTS | {
    "title",
    "kind",
    "field",
    "form",
    "mode",
    "starts",
    "ends",
    "kecamatan",
    "materials",
}
