"""What a service costs while nothing happens, and how fast it wakes.

The processes are those of a deployment, `pamong work` and `pamong serve`; their CPU is what
Linux counts for them and their children.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from uuid import UUID

from benchmarks.bus import ACTOR, OFFICE, runtime, visit
from benchmarks.latency import apart, following, relaying, until
from benchmarks.measuring import Effort, Figures, Ground, Result, Side, measure
from chassis.children import free_port, listens
from chassis.ids import new_id
from chassis.log.rabbitmq import RabbitLog
from chassis.privacy import make_master_key
from chassis.settings import PREFIX, SERVICES
from chassis.store import connect

NEEDS: tuple[str, ...] = ()
SERVICE = "supervision"
SECONDS, SETTLING_SECONDS = 20, 10
WAKES, STILL_SECONDS = 10, 3.0
LIMIT_PERCENT = 1.0
PROC = Path("/proc")


def run(effort: Effort) -> Result:
    seconds, wakes = max(5, effort.of(SECONDS)), max(3, effort.of(WAKES))
    rows = measure(
        [
            Side(
                run=idle,
                unit="% of a core",
                arguments=[seconds],
                settings={"service": SERVICE, "seconds": seconds},
            ),
            Side(
                run=wake,
                unit="ms",
                arguments=[wakes],
                settings={"times": wakes, "still before": f"{STILL_SECONDS:g} s"},
            ),
        ],
        effort,
        broker=True,
        packages=("pika", "gunicorn"),
    )
    cost = {row.what: row.value for row in rows}
    return Result(
        bench="idle",
        rows=rows,
        ratios={
            f"limit_vs_{what}": round(LIMIT_PERCENT / max(cost[f"pamong {what}"], 0.01), 2)
            for what in ("work", "serve")
        },
    )


def idle(ground: Ground, seconds: int) -> Figures:
    """CPU of a worker and of a server, each by itself, once they have nothing to do."""
    RabbitLog(ground.broker).make()
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(ground, Path(folder))
        with ExitStack() as stack:
            running = {
                what: stack.enter_context(_running(what, settings)) for what in ("work", "serve")
            }
            until(lambda: listens(int(settings["PAMONG_PORT"])))
            time.sleep(SETTLING_SECONDS)
            before = {what: cpu_seconds(each.pid) for what, each in running.items()}
            time.sleep(seconds)
            return {
                f"pamong {what}": (cpu_seconds(each.pid) - before[what]) / seconds * 100
                for what, each in running.items()
            }


def wake(ground: Ground, times: int) -> Figures:
    """From a commit, by another process than the worker's, to the follower's commit."""
    with ExitStack() as stack:
        heard = stack.enter_context(apart(following, ground))
        stack.enter_context(apart(relaying, ground))
        client = stack.enter_context(connect(ground.store))
        north = runtime("north", client, f"{ground.name}-north")
        committed: dict[UUID, float] = {}
        for _ in range(times + 1):
            time.sleep(STILL_SECONDS)
            told = new_id()
            north.transact(visit, [(told, new_id())], office_id=OFFICE, actor=ACTOR)
            committed[told] = time.monotonic()
        views = client[f"{ground.name}-south"].views
        until(lambda: views.count_documents({}) == len(committed))
        heard.send("enough")
        applied = heard.recv()
    waits = [(applied[each] - at) * 1_000 for each, at in committed.items()][1:]
    return {"waking, median": median(waits), "waking, longest": max(waits)}


@contextmanager
def _running(what: str, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "pamong", what, SERVICE]
    process = subprocess.Popen(command, env={**os.environ, **settings})
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _settings(ground: Ground, folder: Path) -> dict[str, str]:
    make_master_key(folder / "master")
    (folder / "secret").write_text("secret of a bench")
    own = {
        "STORE_URL": ground.store,
        "BROKER_URL": ground.broker,
        "MASTER_KEY_FILE": str(folder / "master"),
        "SERVICE_SECRET_FILE": str(folder / "secret"),
        "PORT": str(free_port()),
        "LOG_LEVEL": "ERROR",
        **{f"{each.upper()}_URL": "http://127.0.0.1:9" for each in SERVICES},
    }
    return {f"{PREFIX}{name}": each for name, each in own.items()}


def cpu_seconds(pid: int) -> float:
    """Of the process and its children, since they began."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    children = (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    return own + sum(cpu_seconds(int(each)) for each in children)
