"""The production stack in containers, brought up from a copy of the project."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chassis.settings import SERVICES
from pamong.deployment.secret_files import make_all

ROOT = Path(__file__).parents[2]
NEEDED = ("chassis", "pamong", "services", "deploy", "pyproject.toml", "constraints.txt")
BESIDES = ("README.md", "LICENSE", "docker-compose.yml", ".dockerignore")
FILES = ("-f", "docker-compose.yml", "-f", "deploy/compose.journey.yml")
FIRST_PORT, BROKER_PORT = 18000, 18672
HTTPS_PORT, AMQPS_PORT = 18443, 18671
MINUTES = 15


class ComposeStack:
    """The stack of one project name; what is run in it says how it ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for each in (*NEEDED, *BESIDES):
            _copy(ROOT / each, folder / each)
        make_all(folder / "secrets", "localhost")
        self.root = (folder / "secrets" / "identity" / "secret").read_bytes()
        self.certificate = (folder / "secrets" / "tls" / "certificate.pem").read_bytes()
        self.addresses = {
            each: f"http://127.0.0.1:{FIRST_PORT + index}" for index, each in enumerate(SERVICES)
        }
        password = (folder / "secrets" / "registry" / "broker-password").read_text()
        self.broker_url = f"amqp://registry:{password}@127.0.0.1:{BROKER_PORT}/%2F"

    def run(self, *arguments: str) -> str:
        """`docker compose …`; its output. Raises CalledProcessError with what it said."""
        done = subprocess.run(
            ["docker", "compose", *FILES, *arguments],
            cwd=self.folder,
            env=self._environment(),
            check=False,
            text=True,
            capture_output=True,
            timeout=MINUTES * 60,
        )
        if done.returncode:
            raise AssertionError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout

    def up(self) -> None:
        """Every container runs, and every one that says so is healthy."""
        try:
            self.run("up", "-d", "--build", "--wait", "--wait-timeout", "600")
        except AssertionError as error:
            error.add_note(self.run("logs", "--tail", "20"))
            raise

    def megabytes(self) -> Mapping[str, float]:
        """What each container uses of memory now."""
        done = subprocess.run(
            ["docker", "stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}"],
            check=True,
            text=True,
            capture_output=True,
        )
        rows = (line.split() for line in done.stdout.splitlines())
        return {name: _megabytes(used) for name, used, *_ in rows if name.startswith("pamong-try")}

    def _environment(self) -> Mapping[str, str]:
        user = "10001:10001" if os.getuid() == 0 else f"{os.getuid()}:{os.getgid()}"
        return {
            **{name: each for name, each in os.environ.items() if not name.startswith("PAMONG_")},
            "COMPOSE_PROJECT_NAME": "pamong-try",
            "PAMONG_USER": user,
            "PAMONG_CLOCK_MOVABLE": "true",
            "PAMONG_HTTPS_PORT": str(HTTPS_PORT),
            "PAMONG_AMQPS_PORT": str(AMQPS_PORT),
            "PAMONG_HTTP_PORT": "18080",
        }


@contextmanager
def a_compose_stack(folder: Path) -> Iterator[ComposeStack]:
    """A running stack; gone with its data afterwards, as is one that another run left behind."""
    stack = ComposeStack(folder)
    stack.run("down", "-v")
    try:
        stack.up()
        yield stack
    finally:
        stack.run("down", "-v", "--timeout", "30")


def compose_answers() -> bool:
    """Whether an engine and Compose v2 are here."""
    try:
        asked = (["docker", "info"], ["docker", "compose", "version"])
        return all(subprocess.run(each, capture_output=True).returncode == 0 for each in asked)
    except FileNotFoundError:
        return False


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _megabytes(text: str) -> float:
    for unit, factor in (("GiB", 1024.0), ("MiB", 1.0), ("KiB", 1 / 1024), ("B", 1 / 1024**2)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    raise ValueError(text)
