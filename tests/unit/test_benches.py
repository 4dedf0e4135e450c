"""The frame of the benches: what they tell, and what a person is told who asks for one."""

from importlib import import_module

import pytest
from click.testing import CliRunner
from rich.console import Console

from benchmarks import BENCHES
from benchmarks.measuring import Result, Row, ratio
from benchmarks.tables import show
from pamong import bench as command
from pamong.cli import main

ROWS = [
    Row(
        what=what,
        value=value,
        unit="events/s",
        range=(value, value + 1),
        settings={"runs": 3, "batch": batch},
    )
    for what, value, batch in [("ours", 3000.0, 500), ("theirs", 300.0, 1)]
]


def test_a_ratio_says_how_many_times_the_one_is_the_other():
    assert ratio(ROWS, "ours", "theirs") == 10


def test_a_table_tells_what_rows_share_once_and_what_differs_in_each():
    console = Console(width=100)
    with console.capture() as told:
        show(Result(bench="x", rows=ROWS, ratios={"vs": 10.0}), console)
    text = told.get()
    assert "3,000–3,001" in text
    assert "batch 500" in text
    assert text.count("runs 3") == 1
    assert "vs = 10" in text


def test_an_unknown_bench_is_answered_with_those_that_there_are():
    told = CliRunner().invoke(main, ["bench", "speed"])
    assert told.exit_code == 1
    assert "There are: follower, relay" in told.output


def test_what_a_bench_lacks_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "celery" else object())
    told = CliRunner().invoke(main, ["bench", "follower"])
    assert told.exit_code == 1
    assert "needs celery" in told.output
    assert "bench]'" in told.output


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_bench_says_what_it_needs_and_can_be_run(name: str):
    module = import_module(f"benchmarks.{name}")
    assert isinstance(module.NEEDS, tuple)
    assert callable(module.run)
