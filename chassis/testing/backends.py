"""What a started store or broker can do in a test, and which kind of them is to be started."""

import os
from enum import StrEnum
from functools import cache
from typing import Protocol

SETTING = "PAMONG_TEST_BACKENDS"


class BackendUnavailable(Exception):
    """A test asked for a store or a broker that cannot be had here; the message says how to."""


class Backend(Protocol):
    """A running store or broker. `url` stays the same over `kill` and `restart`."""

    @property
    def url(self) -> str: ...

    @property
    def described(self) -> str:
        """What it is, for the head of a test report."""

    def stop(self) -> None:
        """End it cleanly and give back all it holds. Stopping twice is harmless."""

    def kill(self) -> None:
        """End it as a power cut would; its data stay."""

    def restart(self) -> None:
        """Up again on the same data, after `kill` or from running; returns when it answers."""

    def pause(self) -> None:
        """It stands still, and nobody is told."""

    def resume(self) -> None:
        """It goes on as if nothing had been."""


class Choice(StrEnum):
    AUTO = "auto"
    CONTAINERS = "containers"
    LOCAL = "local"


def chosen() -> Choice:
    """As the environment says; `auto` becomes `local` where no container engine answers."""
    said = os.environ.get(SETTING, Choice.AUTO)
    if said not in set(Choice):
        raise BackendUnavailable(f"{SETTING}={said}: expected one of {', '.join(Choice)}")
    if said == Choice.AUTO and not engine_answers():
        return Choice.LOCAL
    return Choice(said)


@cache
def engine_answers() -> bool:
    """Whether a container engine can be reached from here."""
    try:
        import docker
    except ImportError:
        return False
    try:
        return bool(docker.from_env(timeout=5).ping())
    except docker.errors.DockerException:
        return False
