"""Builders: what services answer, good unless told otherwise."""

from datetime import date
from typing import Any
from uuid import UUID

from chassis.clock import WIB
from console.speech import Speech

TODAY = date(2021, 6, 7)
PERSON = str(UUID(int=1))
INDONESIAN = Speech(language="id", today=TODAY, zone=WIB)
ENGLISH = Speech(language="en", today=TODAY, zone=WIB)


def an_item(**given: Any) -> dict[str, Any]:
    """A row of supervision's worklist: a weekly contact due today."""
    return {
        "kind": "obligation",
        "id": str(UUID(int=2)),
        "version": 1,
        "case_id": str(UUID(int=3)),
        "person_id": PERSON,
        "name": "Slamet Riyadi",
        "kecamatan": "pulogadung",
        "device": "smartphone",
        "protected": False,
        "obligation_id": str(UUID(int=2)),
        "obligation_kind": "weekly_remote",
        "window_start": "2021-06-01",
        "window_end": "2021-06-08",
        "due": "2021-06-07",
        "in_person": False,
        "attempts": 0,
        "last_reached": None,
        "late": False,
        "why": [],
        "start_due": None,
    } | given


def a_line(kind: str, **given: Any) -> dict[str, Any]:
    """An entry of a service's timeline."""
    return {
        "at": "2021-06-01T03:00:00+00:00",
        "on": "2021-06-01",
        "service": "supervision",
        "kind": kind,
        "actor": None,
        "facts": {},
        "working": None,
    } | given


def an_obligation(**given: Any) -> dict[str, Any]:
    return {
        "id": str(UUID(int=2)),
        "kind": "weekly_remote",
        "state": "scheduled",
        "window_start": "2021-06-01",
        "window_end": "2021-06-08",
        "due": "2021-06-07",
        "attempts": [],
    } | given
