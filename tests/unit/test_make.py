"""What the targets install: who starts the stack needs no test tools and no store of its own."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("target", "extras"), [("up", ""), ("try", "[embedded]"), ("lint", "[dev,embedded]")]
)
def test_a_target_installs_what_it_needs(tmp_path: Path, target: str, extras: str) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(HERE / name, tmp_path / name)
    command = ["make", "--dry-run", target]
    told = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    (installs,) = [each for each in told.stdout.splitlines() if "pip install" in each]
    assert installs.endswith(f"-e '.{extras}'")
