"""What a service does by itself: daily jobs, small chores, sealing the audit trail."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from chassis import audit, jobs, outbox
from chassis.clock import Clock, MovableClock, day_of
from chassis.jobs import Job
from chassis.leases import LeaseLost
from chassis.observability import log
from chassis.service import Runtime
from chassis.transaction import is_the_stores

LONGEST_WAIT = 60.0
FORGET_SECONDS = 3_600.0
SEAL_SECONDS = 10.0
"""How often the audit trail gets a block: the fewer, the less each entry costs."""


class Housekeeping:
    """Each thing by itself: one that fails is tried again later and holds up no other."""

    def __init__(self, runtime: Runtime[Any]) -> None:
        self._runtime = runtime
        self._failures: dict[str, int] = {}
        self._again: dict[str, float] = {}
        self._done: dict[str, date] = {}

    def step(self, keep: Callable[[], None]) -> None:
        """Do what is due; `keep` is called in between, and ends it by raising LeaseLost."""
        around, service = self._runtime.around, self._runtime.service
        if has_begun(around.clock):
            today = day_of(around.clock.now(), around.zone)
            for job in service.jobs:
                if self._done.get(job.name) != today:
                    self._try(job.name, keep, self._day_by_day(job, today, keep))
        for chore in service.chores:
            self._try(chore.__name__, keep, lambda each=chore: each(self._runtime))  # type: ignore[misc]
        self._try("seal", keep, lambda: self._seal(keep))
        self._try("forget", keep, self._forget)

    def _day_by_day(self, job: Job, today: date, keep: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            jobs.run_due(job, self._runtime, today, before_each=keep)
            self._done[job.name] = today

        return run

    def _seal(self, keep: Callable[[], None]) -> None:
        around = self._runtime.around
        while audit.seal(around.client, around.database) == audit.ENTRIES_A_BLOCK:
            keep()
        self._again["seal"] = time.monotonic() + SEAL_SECONDS

    def _forget(self) -> None:
        outbox.forget(self._runtime.around.database, datetime.now(UTC))
        self._again["forget"] = time.monotonic() + FORGET_SECONDS

    def _try(self, name: str, keep: Callable[[], None], work: Callable[[], object]) -> None:
        keep()
        if time.monotonic() < self._again.get(name, 0.0):
            return
        try:
            work()
            self._failures.pop(name, None)
        except LeaseLost:
            raise
        except Exception as error:
            if is_the_stores(error):
                raise
            failures = self._failures[name] = self._failures.get(name, 0) + 1
            wait = min(LONGEST_WAIT, 0.5 * 2 ** min(failures, 10))
            self._again[name] = time.monotonic() + wait
            log.exception("job failed", service=self._runtime.service.name, what=name)


def has_begun(clock: Clock) -> bool:
    """A clock that a demo will set to some day of the past must not have run today's jobs."""
    return not isinstance(clock, MovableClock) or clock.is_set()
