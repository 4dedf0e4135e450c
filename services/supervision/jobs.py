"""What the clock brings about: daily jobs over all offices, and small work done again and again.

Each is done in transactions of at most so many cases, and looks again in each whether it is due
still: run twice it changes nothing, and a day not run is made up for by the next one.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from chassis import names
from chassis.jobs import Job
from chassis.service import Runtime
from chassis.unit import Actor
from supervision.commands.assign import assign_waiting
from supervision.commands.begin import AHEAD
from supervision.commands.close import CloseWindows, close_windows
from supervision.commands.daily import ForCases, schedule_ahead, tell_late_starts
from supervision.store import cases, obligations, people
from supervision.store.calendars import offices
from supervision.unit import Unit

BATCH = 100
ACTOR = Actor(id="supervision")
O = TypeVar("O")  # noqa: E741
IdsOfOffice = Callable[[str], Iterable[UUID]]


def schedule(runtime: Runtime[Unit], day: date) -> dict[str, int]:
    """Meetings that are owed are scheduled at least eight weeks ahead."""
    database = runtime.around.database
    owed = _for_all(
        runtime,
        lambda office_id: cases.to_schedule(database, office_id, day + AHEAD),
        schedule_ahead,
        lambda ids: ForCases(day=day, case_ids=ids),
    )
    return {"scheduled": owed}


def close(runtime: Runtime[Unit], day: date) -> dict[str, int]:
    """Windows that have ended are closed: missed, or not attempted."""
    database = runtime.around.database
    closed = _for_all(
        runtime,
        lambda office_id: obligations.ended(database, office_id, day),
        close_windows,
        lambda ids: CloseWindows(day=day, obligation_ids=ids),
    )
    return {"closed": closed}


def late_starts(runtime: Runtime[Unit], day: date) -> dict[str, int]:
    """First contacts that are late are told, once."""
    database = runtime.around.database
    told = _for_all(
        runtime,
        lambda office_id: cases.late_starts(database, office_id, day),
        tell_late_starts,
        lambda ids: ForCases(day=day, case_ids=ids),
    )
    return {"told": told}


def find_officers(runtime: Runtime[Unit]) -> int:
    """Cases without an officer get one, when there is one. How many."""
    return sum(_find_officers(runtime, office_id) for office_id in offices(runtime.around.database))


def _find_officers(runtime: Runtime[Unit], office_id: str) -> int:
    waits = runtime.read(_somebody_waits, None, office_id=office_id, actor=ACTOR)
    if not waits:
        return 0
    return runtime.transact(assign_waiting, BATCH, office_id=office_id, actor=ACTOR).result


def _somebody_waits(unit: Unit, _: None) -> bool:
    return bool(unit.cases.without_officer(1) and unit.officers.at_work())


def _for_all(
    runtime: Runtime[Unit],
    due: IdsOfOffice,
    command: Callable[[Any, O], int],
    order: Callable[[tuple[UUID, ...]], O],
) -> int:
    return sum(
        runtime.transact(command, order(ids), office_id=office_id, actor=ACTOR).result
        for office_id in offices(runtime.around.database)
        for ids in _batches(due(office_id))
    )


def _batches(ids: Iterable[UUID]) -> Iterator[tuple[UUID, ...]]:
    each = iter(ids)
    while batch := tuple(islice(each, BATCH)):
        yield batch


JOBS = (Job("schedule", schedule), Job("close", close), Job("late_starts", late_starts))
CHORES = (find_officers, names.fetching(people.NAME, offices))
