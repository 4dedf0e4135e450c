"""What an officer logs in three taps: who was tried, how, and whether it was the client."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

CHANNELS = ("phone", "whatsapp", "sms", "video_call", "in_person_office", "home_visit")
TARGETS = ("client", "guarantor", "family")


def is_meeting(typed: Mapping[str, str]) -> bool:
    """Whether the client was reached: only that fulfils a duty. Anything else is an attempt."""
    return typed.get("reached") == "yes" and typed.get("target", "client") == "client"


def contact(typed: Mapping[str, str], key: str, zone: ZoneInfo) -> dict[str, Any]:
    """A meeting, for supervision; `key` is its id, so that it is one meeting however often sent."""
    return {
        "id": key,
        "channel": typed.get("channel", ""),
        "minutes": int(typed["minutes"]) if typed.get("minutes", "").isdigit() else 0,
        "confirmed": typed.get("confirmed") == "yes",
        "material": typed.get("material", ""),
        "result": typed.get("result", ""),
        "advice": typed.get("advice", ""),
        **_when(typed, zone),
        **({"next_date": typed["next_date"]} if typed.get("next_date") else {}),
    }


def attempt(typed: Mapping[str, str], key: str, zone: ZoneInfo) -> dict[str, Any]:
    """A try, for supervision."""
    return {
        "id": key,
        "channel": typed.get("channel", ""),
        "target": typed.get("target") or "client",
        "reached": typed.get("reached") == "yes",
        **_when(typed, zone),
    }


def _when(typed: Mapping[str, str], zone: ZoneInfo) -> dict[str, str]:
    """The instant, where the officer noted another day; noon when only the day is known."""
    if not (day := typed.get("happened_on")):
        return {}
    hour = typed.get("happened_hour") or "12:00"
    try:
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), zone)
    except ValueError:
        return {"happened_at": f"{day}T{hour}"}
    return {"happened_at": at.isoformat()}
