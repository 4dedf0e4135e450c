"""Daily jobs: once a day by the office's calendar, catching up the days that were not run.

A job is a function `(runtime, day)` that may be run twice for a day without a second effect;
each run leaves a record, and the last record says from which day to go on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

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


def run_due(job: Job, runtime: Any, today: date) -> int:
    """Run the job for each day after its last run, through `today`. How many days were run."""
    runs: Database[Document] = runtime.around.database
    done = 0
    for day in _days_due(runs, job.name, today):
        counted = job.run(runtime, day)
        runs[JOB_RUNS].replace_one(
            {"_id": {"job": job.name, "day": day.isoformat()}},
            {"job": job.name, "day": day.isoformat(), "at": datetime.now(UTC), "counted": counted},
            upsert=True,
        )
        done += 1
    return done


def done_through(database: Database[Document], name: str) -> date | None:
    """The last day that the job was run for."""
    last = database[JOB_RUNS].find_one({"job": name}, sort=[("day", -1)])
    return date.fromisoformat(last["day"]) if last else None


def _days_due(database: Database[Document], name: str, today: date) -> list[date]:
    last = done_through(database, name)
    first = today if last is None else max(last + timedelta(1), today - timedelta(CATCH_UP_DAYS))
    return [first + timedelta(n) for n in range((today - first).days + 1)]
