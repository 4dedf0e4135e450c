"""Daily jobs: once a day by the office's calendar, catching up the days that were not run.

A job is a function `(runtime, day)` that may be run twice for a day without a second effect;
each run leaves a record, and the last record says from which day to go on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pymongo import ReplaceOne
from pymongo.database import Database

from chassis.outbox import JOB_RUNS
from chassis.store import Document

CATCH_UP_DAYS = 400
"""How far back a service that was down goes; what is older is caught up within the first day."""


@dataclass(frozen=True, slots=True)
class Job:
    """`run(runtime, day)` does the day's work, for all offices, and returns what it counted."""

    name: str
    run: Callable[[Any, date], dict[str, int]]


def run_due(
    job: Job, runtime: Any, today: date, *, before_each: Callable[[], None] = lambda: None
) -> int:
    """Run the job for each day after its last run, through `today`. How many days were run.

    `before_each` may end it between two days, by raising: what was run is kept.
    """
    database: Database[Document] = runtime.around.database
    runs, done = database[JOB_RUNS], 0
    for day in days_due(database, job.name, today):
        before_each()
        run = {"job": job.name, "day": day.isoformat()}
        try:
            counted = job.run(runtime, day)
        except Exception as error:
            failed = {"day": day.isoformat(), "error": type(error).__name__}
            runs.update_one({"_id": job.name}, {"$set": {"failed": failed}}, upsert=True)
            raise
        record = {**run, "at": datetime.now(UTC), "counted": counted}
        told = {"through": day.isoformat()}
        runs.bulk_write(
            [
                ReplaceOne({"_id": run}, record, upsert=True),
                ReplaceOne({"_id": job.name}, told, upsert=True),
            ]
        )
        done += 1
    return done


def done_through(database: Database[Document], name: str) -> date | None:
    """The last day that the job was run for."""
    return _day(_told(database, [name]).get(name))


def failed(database: Database[Document], name: str) -> dict[str, str] | None:
    """Which day failed with which error, since the last day that was run."""
    return _told(database, [name]).get(name, {}).get("failed")


def states(
    database: Database[Document], names: Sequence[str]
) -> dict[str, tuple[date | None, dict[str, str] | None]]:
    """Of each of these jobs, asked at once: `done_through` and `failed`."""
    told = _told(database, names)
    return {each: (_day(told.get(each)), told.get(each, {}).get("failed")) for each in names}


def _told(database: Database[Document], names: Sequence[str]) -> dict[str, Document]:
    found = database[JOB_RUNS].find({"_id": {"$in": list(names)}})
    return {each["_id"]: each for each in found}


def _day(told: Document | None) -> date | None:
    return date.fromisoformat(told["through"]) if told and "through" in told else None


def days_due(database: Database[Document], name: str, today: date) -> list[date]:
    """The days that the job is still to be run for, oldest first."""
    last = done_through(database, name)
    first = today if last is None else max(last + timedelta(1), today - timedelta(CATCH_UP_DAYS))
    return [first + timedelta(n) for n in range((today - first).days + 1)]
