"""The contracts that are checked in are those of the code."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from chassis.events import FACTS
from identity.events import UserChanged
from pamong.contracts import contracts, files
from pamong.contracts.examples import VALUES, NoExample, event_of

CHECKED_IN = Path(__file__).parents[2] / "contracts"


@pytest.fixture(scope="module")
def wanted():
    return files.generated()


def test_what_is_checked_in_is_what_the_code_has(wanted):
    """After a change that is meant: `pamong contracts write`."""
    assert files.differences(CHECKED_IN, wanted) == []


def test_writing_twice_changes_nothing(tmp_path, wanted):
    assert files.write_to(tmp_path, wanted) != []
    assert files.write_to(tmp_path, wanted) == []


def test_a_contract_of_what_is_gone_is_told_and_removed(tmp_path, wanted):
    files.write_to(tmp_path, wanted)
    old = tmp_path / "events" / "pamong.registry.order-forgotten.v1.json"
    old.write_text("{}")
    told = ["nothing has this any more: events/pamong.registry.order-forgotten.v1.json"]
    assert files.differences(tmp_path, wanted) == told
    assert files.write_to(tmp_path, wanted) == told
    assert not old.exists()


def test_the_command_says_what_differs_and_fails(tmp_path):
    runner = CliRunner()
    assert runner.invoke(contracts, ["write", "--folder", str(tmp_path)]).exit_code == 0
    assert runner.invoke(contracts, ["check", "--folder", str(tmp_path)]).exit_code == 0
    (tmp_path / "asyncapi.yaml").write_text("asyncapi: 2.0.0")
    answer = runner.invoke(contracts, ["check", "--folder", str(tmp_path)])
    assert (answer.exit_code, answer.output) == (1, "differs: asyncapi.yaml\n")


def test_the_command_says_what_breaks_an_earlier_release(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    runner = CliRunner()
    for folder in (old, new):
        runner.invoke(contracts, ["write", "--folder", str(folder)])
    changed = old / "events" / "pamong.identity.user-changed.v1.json"
    changed.write_text(changed.read_text().replace('"active": {', '"is_active": {'))
    answer = runner.invoke(contracts, ["check", "--folder", str(new), "--since", str(old)])
    assert answer.exit_code == 1
    assert "pamong.identity.user-changed.v1: is_active is gone" in answer.output


def test_a_field_without_an_example_is_named(monkeypatch):
    monkeypatch.delitem(VALUES, "roles")
    with pytest.raises(NoExample, match=r"identity\.user-changed\.roles"):
        event_of(FACTS[UserChanged])
