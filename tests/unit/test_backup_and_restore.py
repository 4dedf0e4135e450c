"""The scripts beside the stack, with an engine that only notes what it was told."""

import os
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
ENGINE = r"""#!/bin/bash
shift # compose
case "$1 $2" in
  "config --services")
    printf '%s\n' mongo prepare rabbitmq registry-api registry-worker console proxy
    exit ;;
esac
echo "$*" | tr '\n' ' ' | sed -E 's/exec -T mongo.*(mongodump|mongorestore).*/\1/' >>"$NOTES"
echo >>"$NOTES"
case "$*" in
  *mongodump*) [ -z "${FAILS:-}" ] || exit 1; echo "all there is" ;;
  *restored) [ -z "${FAILS:-}" ] || exit 1 ;;
  *mongorestore*) cat >"$NOTES.restored" ;;
esac
"""


@pytest.fixture(autouse=True)
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its notes."""
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir()
    program.write_text(ENGINE)
    program.chmod(0o755)
    notes = tmp_path / "notes"
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("NOTES", str(notes))
    return notes


def run(script: str, *arguments: str) -> int:
    return subprocess.run([DEPLOY / script, *arguments], check=False).returncode


def told(notes: Path) -> list[str]:
    return [each.strip() for each in notes.read_text().splitlines() if each.strip()]


def test_a_backup_is_of_one_moment(engine: Path, tmp_path: Path) -> None:
    assert run("backup", str(tmp_path / "backup")) == 0
    assert told(engine) == [
        "stop registry-api registry-worker console",
        "mongodump",
        "start registry-api registry-worker console",
    ]
    assert (tmp_path / "backup").read_text() == "all there is\n"
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_leaves_no_file_and_services_that_run(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAILS", "yes")
    assert run("backup", str(tmp_path / "backup")) != 0
    assert told(engine)[-1] == "start registry-api registry-worker console"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bin", "notes"]


def test_a_backup_is_never_written_over_another(engine: Path, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("of yesterday")
    assert run("backup", str(tmp_path / "backup")) != 0
    assert not engine.exists()


def test_no_worker_runs_on_a_restored_store_before_its_epoch_is_another(
    engine: Path, tmp_path: Path
) -> None:
    (tmp_path / "backup").write_text("all there was")
    assert run("restore", str(tmp_path / "backup")) == 0
    assert told(engine) == [
        "stop registry-api registry-worker console",
        "run --rm prepare",
        "mongorestore",
        "up -d --wait registry-api",
        "run --rm operator restored",
        "up -d --wait",
    ]
    assert (tmp_path / "notes.restored").read_text() == "all there was"


def test_no_worker_is_started_when_not_every_epoch_is_another(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAILS", "yes")
    (tmp_path / "backup").write_text("all there was")
    assert run("restore", str(tmp_path / "backup")) != 0
    assert told(engine)[-1] == "run --rm operator restored"
    assert "run this again" in capfd.readouterr().err


def test_an_empty_backup_is_not_restored(engine: Path, tmp_path: Path) -> None:
    (tmp_path / "backup").touch()
    assert run("restore", str(tmp_path / "backup")) != 0
    assert not engine.exists()
