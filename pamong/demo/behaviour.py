"""What a client and an officer do about a meeting that is owed: drawn once, always the same.

Everything follows from the seed, the row's number in the prison's list, the kind of meeting and
its window; never from ids or the time of day. So two runs, or one that was interrupted by a
crash, live through the same half-year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamong.demo.channels import channels_for, tries_for
from pamong.demo.working_days import last_working_day_before, next_working_day, working_days

MET, EXCUSED, FORGOTTEN = 0.88, 0.05, 0.015
"""Shares of windows; in the rest the client is tried and does not come."""
HARD_TO_FIND = 0.012
RECORDED_LATE = 0.03
DISPENSED = 0.02
PROMPT = 0.95
WEEK = timedelta(days=7)
FRESH = timedelta(days=4)
WEEKS_GONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A person as the prison's list has them, by the row's number."""

    number: int
    arrived: date
    start: date
    own_phone: bool
    guarantor_phone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A meeting as the officer's worklist has it: owed in [window_start, window_end)."""

    kind: str
    window_start: date
    window_end: date
    in_person: bool
    device: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet:
    """They meet on that day; `recorded` is later where the line was bad."""

    on: date
    recorded: date
    channel: str
    minutes: int
    note: int
    dispensed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """The client asks to be excused, with a reason that counts."""

    on: date
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail:
    """The client is tried, each time another way (channel, target), and does not come."""

    on: date
    tries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Forget:
    """Nobody tries."""


Plan = Meet | Excuse | Fail | Forget


def plan(seed: int, client: Client, owed: Owed) -> Plan:
    """What will come of this meeting."""
    dice = Random(f"{seed}/{client.number}/{owed.kind}/{owed.window_start}")  # noqa: S311 no secret
    days = working_days(max(owed.window_start, client.arrived), owed.window_end)
    if not days:
        return Forget()
    gone_from, gone_until = gone(seed, client)
    on = dice.choice(days[:2] if _is_first(days[0], client, owed, dice) else days)
    if owed.window_start == gone_until:
        on = days[-1]  # by then a decision has fallen; if it was not to suspend, the client is back
    elif gone_from <= on < gone_until:
        return Fail(on=on, tries=tries_for(dice, client.own_phone, client.guarantor_phone))
    return _drawn(dice, on, client, owed)


def _drawn(dice: Random, on: date, client: Client, owed: Owed) -> Plan:
    draw = dice.random()
    if draw < MET:
        return _meet(dice, on, client, owed)
    if draw < MET + EXCUSED:
        return Excuse(on=on, note=dice.randrange(1_000))
    if draw < MET + EXCUSED + FORGOTTEN:
        return Forget()
    return Fail(on=on, tries=tries_for(dice, client.own_phone, client.guarantor_phone))


def _meet(dice: Random, on: date, client: Client, owed: Owed) -> Meet:
    remote = channels_for(owed.device, client.own_phone, client.guarantor_phone)
    dispensed = owed.in_person and remote[0] != "home_visit" and dice.random() < DISPENSED
    face_to_face = owed.in_person and not dispensed
    late = dice.random() < RECORDED_LATE
    return Meet(
        on=on,
        recorded=next_working_day(on) if late else on,
        channel="in_person_office" if face_to_face else dice.choice(remote),
        minutes=dice.randint(20, 60) if face_to_face else dice.randint(5, 25),
        note=dice.randrange(1_000),
        dispensed=dispensed,
    )


def _is_first(opens: date, client: Client, owed: Owed, dice: Random) -> bool:
    """Who has just arrived is mostly met within the two working days that the rules allow."""
    fresh = opens < client.arrived + FRESH and not owed.in_person
    return dice.random() < PROMPT and fresh


def gone(seed: int, client: Client) -> tuple[date, date]:
    """The days [from, until) in which the client cannot be found; none for nearly everybody."""
    dice = Random(f"{seed}/{client.number}/gone")  # noqa: S311
    if dice.random() >= HARD_TO_FIND:
        return date.max, date.min
    leaves = client.start + dice.randint(2, 8) * WEEK
    return leaves, leaves + WEEKS_GONE * WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An officer goes to the house on that day and finds this."""

    on: date
    result: str
    note: int


def visit(seed: int, client: Client, due: date) -> Visit:
    """The visit that is to be made by `due`: then or the working day before; rarely later."""
    dice = Random(f"{seed}/{client.number}/visit/{due}")  # noqa: S311
    before = last_working_day_before(due)
    on = dice.choices((before, due, next_working_day(due)), weights=(55, 41, 4))[0]
    gone_from, gone_until = gone(seed, client)
    if gone_from <= on < gone_until:
        return Visit(on=on, result="not_found", note=dice.randrange(1_000))
    results = ("found_ok", "found_violation", "moved", "not_found", "refused")
    drawn = dice.choices(results, weights=(86, 3, 3, 6, 2))[0]
    return Visit(on=on, result=drawn, note=dice.randrange(1_000))
