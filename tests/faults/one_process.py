"""One process of a real service, as production runs it, its follower `recorded`.

Intervals are shorter than in production, so that a minute holds what else takes an hour; the
system's clock of the process can be set wrong.
"""

import ctypes
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any
from uuid import UUID

import time_machine
import uuid_utils.compat
from recording import recorded

from chassis import failures, filling, heads, leases, pace, worker
from pamong import serve

PR_SET_PDEATHSIG = 1
LOOK_SECONDS = 0.05


def run(
    command: str,
    service: str,
    environment: Mapping[str, str],
    log: Path,
    skew: "Synchronized[float]",
) -> None:
    """`pamong serve SERVICE` or `pamong work SERVICE`, in a session of its own."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    _write_to(log)
    faulthandler.register(signal.SIGUSR1)  # where its threads stand, for whoever wants to know
    os.environ.clear()
    os.environ.update(environment)
    hasten()
    _record()
    if command == "serve":
        _in_every_server(skew)
        serve.serve.main([service, "--threads", "8"], standalone_mode=False)
    else:
        _follow_clock(skew)
        serve.work.main([service], standalone_mode=False)


def hasten() -> None:
    """Who is away is missed after four seconds, what was lost is noticed after three; a batch
    takes as much shorter as a lease is."""
    leases.SECONDS, worker.STANDBY_SECONDS = 4.0, 1.0
    pace.SLOW_SECONDS, pace.QUICK_SECONDS = 0.8, 0.2
    heads.EVERY_SECONDS, filling.AGAIN_SECONDS = 3.0, 0.5
    failures.WAITS = (0.2, 0.5, 1, 2)  # type: ignore[assignment]


def _record() -> None:
    composed = serve.runtime_of
    serve.runtime_of = lambda name, ground: recorded(composed(name, ground))


def _in_every_server(skew: "Synchronized[float]") -> None:
    """gunicorn forks the process that answers: threads begin there."""
    made = serve._app

    def made_here(*arguments: Any) -> Any:
        _follow_clock(skew)
        return made(*arguments)

    serve._app = made_here


def _follow_clock(skew: "Synchronized[float]") -> None:
    """From now on the system's clock of this process is wrong by as much as `skew` says: what
    Python tells of it, and the ids that are made by it."""
    make = uuid_utils.compat.uuid7
    uuid_utils.compat.uuid7 = lambda: UUID(int=make().int + (int(skew.value * 1000) << 80))

    def follow() -> None:
        wrong, travel = 0.0, None
        while True:
            if skew.value != wrong:
                if travel is not None:
                    travel.stop()
                wrong = skew.value
                there = datetime.now(UTC) + timedelta(seconds=wrong)
                travel = time_machine.travel(there, tick=True)
                travel.start()
            time.sleep(LOOK_SECONDS)

    threading.Thread(target=follow, daemon=True, name="clock").start()


def _write_to(log: Path) -> None:
    with log.open("ab") as output:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(output.fileno(), stream.fileno())
