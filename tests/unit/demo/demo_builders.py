"""Stories and figures that agree, to be put out of joint one at a time."""

import json
from datetime import date
from typing import Any

from pamong.demo.behaviour import Client, Owed
from pamong.demo.replay import Replay
from pamong.demo.story import RowTold, Story
from pamong.demo.told import FeedTold, Told

SERVICES = ("identity", "registry", "supervision")
EVENTS = {"identity": 3, "registry": 4, "supervision": 9}


def a_client(number: int = 7, *, own_phone: bool = True, guarantor_phone: bool = True) -> Client:
    first = date(2021, 1, 4)
    return Client(
        number=number,
        arrived=first,
        start=first,
        own_phone=own_phone,
        guarantor_phone=guarantor_phone,
    )


def a_week(start: date = date(2021, 2, 1), device: str | None = "smartphone") -> Owed:
    end = start.fromordinal(start.toordinal() + 7)
    return Owed(
        kind="weekly_remote", window_start=start, window_end=end, in_person=False, device=device
    )


def a_month(start: date = date(2021, 2, 1)) -> Owed:
    end = start.replace(month=start.month + 1)
    return Owed(
        kind="monthly_in_person", window_start=start, window_end=end, in_person=True, device=None
    )


def a_status(name: str = "registry", day: str = "2021-01-04") -> dict[str, Any]:
    """A service that is level."""
    total = sum(EVENTS.values())
    return {
        "service": name,
        "today": day,
        "outbox": 0,
        "head": {"epoch": 1, "epoch_start": 0, "position": EVENTS[name], "settled": EVENTS[name]},
        "follower": {
            "places": {each: {"epoch": 1, "position": n} for each, n in EVENTS.items()},
            "counts": {"read": total + 2, "applied": 5, "skipped_not_followed": total - 5}
            | {"skipped_repeat": 2},
            "filling": [],
            "held": 0,
            "parked": 0,
        },
        "jobs": {"daily": day},
    }


def a_story() -> Story:
    """Three rows, two of them accepted; one of the clients is met, the other is suspended."""
    story = Story()
    story.rows = [
        RowTold(number=1, outcome="accepted", register_number="IX.B/0001/2021", scheme="pb"),
        RowTold(number=2, outcome="accepted", register_number="IX.B/0002/2021", scheme="pb"),
        RowTold(number=3, outcome="refused", codes=("nik_malformed",)),
    ]
    story.counts.update(rows=3, contacts=2, excuses=1, visits=1, submissions=2)
    story.counts.update(decisions_suspended=1, decisions_rejected=1, re_entries=1)
    return story


HEARD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("registry.order-registered", {"order_id": "a"}),
    ("registry.order-registered", {"order_id": "b"}),
    ("registry.order-suspended", {"order_id": "b"}),
    ("registry.order-revoked", {"order_id": "b"}),
    ("supervision.obligation-scheduled", {"obligation_id": "1", "excused_holiday": False}),
    ("supervision.obligation-scheduled", {"obligation_id": "2", "excused_holiday": False}),
    ("supervision.obligation-scheduled", {"obligation_id": "3", "excused_holiday": False}),
    ("supervision.obligation-scheduled", {"obligation_id": "4", "excused_holiday": True}),
    ("supervision.obligation-fulfilled", {"obligation_id": "1", "late": False}),
    ("supervision.obligation-missed", {"obligation_id": "2"}),
    ("supervision.obligation-fulfilled", {"obligation_id": "2", "late": True}),
    ("supervision.obligation-excused", {"obligation_id": "3"}),
    ("supervision.home-visit-opened", {"visit_id": "v"}),
    ("supervision.home-visit-completed", {"visit_id": "v"}),
    ("registry.person-recorded", {"person_id": "p"}),
)


def a_replay() -> Replay:
    replay = Replay()
    for kind, data in HEARD:
        replay.hear(kind, json.dumps(data).encode())
    return replay


def what_is_told() -> Told:
    """What services tell that lived through `a_story`."""
    return Told(
        registry={
            "orders": {"active": 1, "revoked": 1},
            "orders_by_scheme": {"pb": 2},
            "orders_by_book": {"IX.B": 2},
            "proposals": {"decided": 2},
        },
        supervision={
            "cases": {"active": 1, "ended": 1},
            "obligations": {"attended": 1, "attended_late": 1, "excused": 1, "excused_holiday": 1},
            "home_visits": {"completed": 1},
            "in_force_without_obligations": 0,
            "in_force_without_officer": 0,
        },
        statuses={name: a_status(name) for name in SERVICES},
        feeds={
            name: FeedTold(events=n, highest=n, places=set(range(1, n + 1)))
            for name, n in EVENTS.items()
        },
        replay=a_replay(),
        log={name: (n, n) for name, n in EVENTS.items()},
    )
