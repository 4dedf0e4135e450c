"""Things of notifications with good defaults: name only what matters."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from notifications.domain.message import Message, State
from notifications.domain.person import Person
from notifications.domain.reach import Channel, Contacts, Route, To, Way, ways
from notifications.domain.reminder import Reminder, Subject
from notifications.domain.wording import Wording
from notifications.policy_files import shipped_policies

OFFICE = "jakarta-timur-utara"
WIB = ZoneInfo("Asia/Jakarta")
POLICY = shipped_policies()[0]
MOBILE, OTHER_MOBILE, LANDLINE = "+6281200012345", "+6281200054321", "+62215551234"
SMS = Way(To.CLIENT, Channel.SMS)
TODAY = date(2021, 6, 7)


def wib(text: str) -> datetime:
    """`2021-06-07 08:00` as the office's clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


NOW = wib("2021-06-07 08:00")
NOON, MIDNIGHT = wib("2021-06-07 12:00"), wib("2021-06-08 00:00")


def a_person(**given: Any) -> Person:
    return Person(**{"id": uuid4(), "office_id": OFFICE} | given)


def contacts(**given: Any) -> Contacts:
    """Of somebody with a telephone for calls and short messages."""
    defaults = {
        "person_id": uuid4(),
        "name": "Slamet Riyadi",
        "phone": MOBILE,
        "device": "basic_phone",
        "internet": "none",
    }
    return Contacts(**defaults | given)


def every_way(known: Contacts) -> list[tuple[str, str, str]]:
    return [(each.way.to.value, each.way.channel.value, each.wording.value) for each in ways(known)]


def a_reminder(day: str = "2021-06-07", **given: Any) -> Reminder:
    defaults = {
        "id": uuid4(),
        "office_id": OFFICE,
        "subject": Subject.OBLIGATION,
        "of": uuid4(),
        "person_id": uuid4(),
        "template": "obligation_remote",
        "day": date.fromisoformat(day),
    }
    return Reminder(**defaults | given)


def a_message(state: State = State.QUEUED, **given: Any) -> Message:
    """A reminder for a client; from `sending` on it goes by short message."""
    defaults = {
        "id": uuid4(),
        "office_id": OFFICE,
        "subject": Subject.OBLIGATION,
        "subject_id": uuid4(),
        "template": "obligation_remote",
        "due": wib("2021-06-07 07:15"),
        "expires": wib("2021-06-07 13:00"),
        "order_id": uuid4(),
        "person_id": uuid4(),
        "facts": {"day": "2021-06-07"},
    }
    queued = Message(**defaults | given)
    if state is State.QUEUED:
        return queued
    if state is State.TO_CALL:
        route = Route(way=Way(To.CLIENT, Channel.CALL), phone=MOBILE, wording=Wording.PLAIN)
        return queued.hand_over(route, "id", uuid4(), NOW)
    begun = queued.claim(SMS, Wording.PLAIN, "id", at=NOW)
    if state is State.SENDING:
        return begun
    if state is State.CANCELLED:
        return queued.cancel("expired", NOW)
    sent = begun.sent("carrier-1", NOW)
    return sent if state is State.SENT else replace(sent, state=state)


def an_id() -> UUID:
    return uuid4()
