"""A few seconds of what `make faults` does for as long as one likes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from blows import KINDS, plan
from on_the_log import OnTheLog
from on_the_machines import OnTheMachines
from on_the_stores import OnTheStores
from on_the_wires import OnTheWires

HERE = Path(__file__).parent
SEED, SECONDS = 10634, 15
"""A plan with kills of store, broker and workers, a restored backup and a lost stream in it."""


def test_the_same_seed_is_the_same_plan_and_a_minute_has_every_kind_of_blow() -> None:
    assert plan(7, 60) == plan(7, 60) != plan(8, 60)
    assert {each.kind for each in plan(7, 60)} == set(KINDS)


def test_there_is_one_way_to_strike_each_kind_of_blow() -> None:
    means = (OnTheLog, OnTheMachines, OnTheStores, OnTheWires)
    assert {each: sum(hasattr(mean, each) for mean in means) for each in KINDS} == dict.fromkeys(
        KINDS, 1
    )


@pytest.mark.broker
@pytest.mark.timeout(290)
def test_nothing_is_lost_made_up_done_twice_or_out_of_order() -> None:
    run = subprocess.run(
        [sys.executable, HERE],
        env={**os.environ, "SEED": str(SEED), "DURATION": str(SECONDS)},
        capture_output=True,
        text=True,
    )
    last = run.stdout.splitlines()[-1:]
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.fullmatch(r"lost=0 ghosts=0 twice=0 out_of_order=0 applied=[1-9]\d*", *last)
