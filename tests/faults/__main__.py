"""`python tests/faults`: DURATION seconds (60) of blows after the plan of SEED (by default another
each time), then the count. Ends with status 0 only when nothing was lost, made up, done twice or
out of order."""

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from asked import by_service
from blows import plan
from conductor import Outcome, run
from reckoning import Count, last_line, total

COLUMNS = ("lost", "ghosts", "twice", "out_of_order")


def main() -> int:
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    duration = float(os.environ.get("DURATION") or 60)
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:7.1f}  {words}", flush=True)

    blows = plan(seed, duration)
    say(f"SEED={seed} DURATION={duration:g}: {len(blows)} blows")
    for each in blows:
        print(f"         {each}")
    folder = Path(tempfile.mkdtemp(prefix="pamong-faults-"))
    outcome = run(blows, seed, duration, folder, say)
    tell(outcome)
    sums = total(outcome.counts)
    held = sums.is_clean and sums.applied > 0
    if held:
        shutil.rmtree(folder)
    else:
        print(f"SEED={seed}; the logs of all processes are in {folder}")
    print(last_line(sums))
    return 0 if held else 1


def tell(outcome: Outcome) -> None:
    commands = dict(by_service(outcome.commands))
    _row("commands to", "attempted", "acknowledged", *COLUMNS)
    for name, count in outcome.asked.items():
        acknowledged = sum(each.acknowledged for each in commands[name])
        _row(name, len(commands[name]), acknowledged, *_of(count))
    _row("events of", "", "", *COLUMNS)
    for name, count in outcome.published.items():
        _row(name, "", "", *_of(count))
    _row("follower", "", "applied", *COLUMNS)
    for name, count in outcome.followed.items():
        _row(name, "", count.applied, *_of(count))
    for found in outcome.counts:
        for each in found.told:
            print(f"  {each}")


def _of(count: Count) -> list[int]:
    return [getattr(count, each) for each in COLUMNS]


def _row(first: str, *rest: object) -> None:
    print(f"{first:16}" + "".join(f"{each!s:>14}" for each in rest))


if __name__ == "__main__":
    sys.exit(main())
