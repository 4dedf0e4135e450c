"""Stories and figures that agree, to be put out of joint one at a time."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

from pamong.demo.agency import AgencyHeard
from pamong.demo.behaviour import Client, Owed
from pamong.demo.learned import Learned
from pamong.demo.listed import MessagesListed
from pamong.demo.own_cases import OwnCases
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
        "head": {"epoch": 1, "position": EVENTS[name], "settled": EVENTS[name]},
        "follower": {
            "places": {each: {"epoch": 1, "position": n} for each, n in EVENTS.items()},
            "counts": {"read": total + 2, "applied": 5, "skipped_not_followed": total - 6}
            | {"skipped_repeat": 2, "skipped_other_version": 1},
            "filling": [],
            "held": 0,
            "parked": 0,
        },
        "jobs": {"daily": day},
    }


def a_story() -> Story:
    """Three rows, two of them accepted; one of the clients is met, the other is suspended.

    Four people have a place in a programme: two to the end, one of them with a certificate; one
    is suspended, one waits in vain. Another programme finds nobody.
    """
    story = Story()
    story.rows = [
        RowTold(number=1, outcome="accepted", register_number="IX.B/0001/2021", scheme="pb"),
        RowTold(number=2, outcome="accepted", register_number="IX.B/0002/2021", scheme="pb"),
        RowTold(number=3, outcome="refused", codes=("nik_malformed",)),
    ]
    story.counts.update(rows=3, contacts=2, excuses=1, visits=1, submissions=2)
    story.counts.update(decisions_suspended=1, decisions_rejected=1, re_entries=1)
    story.counts.update(programmes=2, programmes_completed=1, programmes_cancelled=1)
    story.counts.update(enrolments=5, enrolments_rejected=1, attendance=3, certificates=1)
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
    ("notifications.message-delivered", {"message_id": "m"}),
    ("notifications.message-failed", {"message_id": "n"}),
)


def an_enrolment(name: str, **more: Any) -> dict[str, Any]:
    return {"enrolment_id": f"{name}'s", "programme_id": "sewing", "person_id": name, **more}


def a_row(name: str, state: str) -> dict[str, Any]:
    return an_enrolment(name, session_id="first", state=state)


LEARNED: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        ("registry.order-registered", {"order_id": f"of {name}", "person_id": name})
        for name in ("ani", "budi", "cici", "dodi")
    ),
    ("registry.order-suspended", {"order_id": "of cici", "person_id": "cici"}),
    ("training.programme-proposed", {"programme_id": "sewing"}),
    ("training.programme-proposed", {"programme_id": "fishing"}),
    ("training.programme-cancelled", {"programme_id": "fishing"}),
    ("training.enrolment-confirmed", an_enrolment("ani")),
    ("training.enrolment-confirmed", an_enrolment("budi")),
    ("training.enrolment-confirmed", an_enrolment("cici")),
    ("training.enrolment-waitlisted", an_enrolment("dodi")),
    ("training.enrolment-dropped", an_enrolment("dodi", why="expired")),
    ("training.attendance-recorded", a_row("ani", "attended")),
    ("training.attendance-recorded", a_row("budi", "absent")),
    ("training.attendance-recorded", a_row("cici", "attended")),
    ("training.enrolment-dropped", an_enrolment("cici", why="suspended")),
    ("training.programme-completed", {"programme_id": "sewing"}),
    ("training.certificate-issued", an_enrolment("ani")),
)


def what_is_learned() -> Learned:
    learned = Learned()
    for kind, data in LEARNED:
        learned.hear(kind, json.dumps(data).encode())
    return learned


LET_IN = datetime(2021, 1, 1, 1, tzinfo=UTC)
EAST = "kejaksaan-negeri-jakarta-timur"
OF_ORDERS: tuple[tuple[str, str, str], ...] = (
    ("registered", "a", EAST),
    ("registered", "b", "kejaksaan-negeri-jakarta-utara"),
    ("suspended", "a", ""),
    ("suspended", "b", ""),
)


def own_cases() -> OwnCases:
    """Of two orders one is the agency's own: two events."""
    cases = OwnCases(prosecutor=EAST, since=LET_IN)
    for place, (what, order_id, prosecutor) in enumerate(OF_ORDERS):
        data = json.dumps({"order_id": order_id, "prosecutor": prosecutor}).encode()
        cases.hear(f"registry.order-{what}", f"e{place}", "2021-02-01T02:00:00Z", data)
    return cases


def what_the_agency_heard() -> list[AgencyHeard]:
    return [
        AgencyHeard(id="e0", number=1, kind="registry.order-registered", order_id="a"),
        AgencyHeard(id="e2", number=2, kind="registry.order-suspended", order_id="a"),
    ]


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
        training={
            "programmes": {"completed": 1, "cancelled": 1},
            "enrolments": {"certified": 1, "incomplete": 1, "dropped": 1, "expired": 1}
            | {"rejected": 1},
            "attendance": {"attended": 2, "absent": 1},
            "certificates": 1,
        },
        notifications={"messages": {"delivered": 1, "failed": 1, "queued": 1}, "due": 0},
        messages=MessagesListed(by_state=Counter(delivered=1, failed=1, queued=1)),
        agencies={"deliveries": {"routed": 2, "sent": 0}},
        statuses={name: a_status(name) for name in SERVICES},
        feeds={
            name: FeedTold(events=n, highest=n, places=set(range(1, n + 1)))
            for name, n in EVENTS.items()
        },
        replay=a_replay(),
        learned=what_is_learned(),
        own_cases=own_cases(),
        agency_heard=what_the_agency_heard(),
        log={name: (n, n) for name, n in EVENTS.items()},
    )
